import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblems } from '../problem/format-problems.ts';
import type { Problem } from '../problem/problem.ts';
import { decodeResource } from './decode-resource.ts';
import { decodeFunction } from './function.ts';
import { resourceKinds } from './kind-facts.ts';
import { decodeTask } from './task.ts';
import { toManifest } from './to-manifest.ts';

const hostileNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'spec',
  'name',
  'container',
];
const fieldNames = [
  'args',
  'image',
  'env',
  'runtimeSettings',
  'workDir',
  'steps',
  'params',
  'volumes',
  'backend',
  'metadata',
];

/** Any value of JavaScript, with names as keys that mean something somewhere. */
const anything = fc.anything({
  key: fc.oneof(fc.constantFrom(...hostileNames, ...fieldNames), fc.string()),
  maxDepth: 5,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
  withTypedArray: true,
});

const field = fc.constantFrom(...hostileNames, ...fieldNames);

/** A resource of a known kind, with any values in its parts. */
const resourceLike = fc.record(
  {
    apiVersion: fc.constantFrom(...resourceKinds.map(({ apiVersion }) => apiVersion)),
    kind: fc.constantFrom(...resourceKinds.map(({ kind }) => kind)),
    metadata: fc.oneof(fc.record({ name: fc.constantFrom('a', 'a.b', 'A', '') }), anything),
    spec: fc.oneof(fc.dictionary(field, fc.oneof(anything, fc.dictionary(field, anything))), anything),
    status: anything,
  },
  { requiredKeys: ['apiVersion', 'kind'] },
);

describe('decoding anything', () => {
  it('never throws, never pollutes a prototype, and reports Problems that can be printed', () => {
    const pristine = Object.getOwnPropertyNames(Object.prototype).sort();
    fc.assert(
      fc.property(fc.oneof(resourceLike, anything), fc.boolean(), (input, lenient) => {
        const warnings: Array<Problem> = [];
        const result = decodeResource(input, { lenient, onWarning: (warning) => warnings.push(warning) });
        const problems = result._tag === 'Left' ? [...result.left, ...warnings] : warnings;
        expect(formatProblems(problems).length > 0).toBe(problems.length > 0);
        expect(problems.every(({ code, message }) => code !== '' && message !== '')).toBe(true);
        expect(JSON.parse(JSON.stringify(problems))).toEqual(problems);
      }),
      { numRuns: 1500 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(pristine);
  });

  it('gives the same verdict for an input and for its result', () => {
    fc.assert(
      fc.property(fc.oneof(resourceLike, anything), (input) => {
        const result = decodeResource(input, { lenient: true });
        if (result._tag === 'Right') expect(decodeResource(result.right)).toEqual(result);
      }),
      { numRuns: 1500 },
    );
  });
});

const text = fc.string({ unit: 'binary', maxLength: 20 });
const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);
const optional = <A>(arbitraries: { readonly [K in keyof A]: fc.Arbitrary<A[K]> }): fc.Arbitrary<Partial<A>> =>
  fc.record<A>({ ...arbitraries }, { requiredKeys: [] });

const params = fc.array(fc.record({ name: text, value: text }), { maxLength: 3 });

const functionLike = fc.record({
  apiVersion: fc.constant('stash.appscode.com/v1beta1'),
  kind: fc.constant('Function'),
  metadata: fc.record({ name, annotations: fc.dictionary(name, text) }),
  spec: optional({
    image: text,
    command: fc.array(text, { maxLength: 3 }),
    args: fc.array(text, { maxLength: 5 }),
    workingDir: text,
    volumeMounts: fc.array(fc.record({ name: text, mountPath: text }), { maxLength: 3 }),
    runtimeSettings: optional({
      env: fc.array(fc.record({ name: text, value: text }), { maxLength: 3 }),
      resources: fc.record({ limits: fc.dictionary(text, fc.oneof(fc.nat(), fc.constant('1Gi')), { maxKeys: 3 }) }),
      nice: fc.record({ adjustment: fc.integer() }),
    }),
  }),
});

const taskLike = fc.record({
  apiVersion: fc.constant('stash.appscode.com/v1beta1'),
  kind: fc.constant('Task'),
  metadata: fc.record({ name }),
  spec: optional({ steps: fc.array(optional({ name: text, params }), { maxLength: 3 }) }),
});

describe('decoding valid resources', () => {
  it('gives back what was given, and so does decoding its manifest', () => {
    fc.assert(
      fc.property(fc.oneof(functionLike, taskLike), (input) => {
        const result = decodeResource(input);
        expect(result).toEqual({ _tag: 'Right', right: input });
        if (result._tag === 'Right') {
          expect(toManifest(result.right)).toEqual(input);
          expect(decodeResource(toManifest(result.right))).toEqual(result);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('refuses them with any one field added', () => {
    fc.assert(
      fc.property(functionLike, taskLike, text, (fn, task, extra) => {
        const names = ['image', 'command', 'args', 'workingDir', 'workDir', 'volumeMounts', 'runtimeSettings'];
        fc.pre(![...names, 'ports', 'volumeDevices', 'podSecurityPolicyName', 'steps', 'volumes'].includes(extra));
        for (const result of [
          decodeFunction({ ...fn, spec: { ...fn.spec, [extra]: null } }),
          decodeTask({ ...task, spec: { ...task.spec, [extra]: null } }),
        ]) {
          expect(result._tag === 'Left' && result.left.map(({ code }) => code)).toEqual(['unknown-field']);
        }
      }),
      { numRuns: 300 },
    );
  });
});
