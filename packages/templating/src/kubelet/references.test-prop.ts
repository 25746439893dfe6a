import { defineFunction, orThrow } from '@stash-functions/core/decode';
import * as fc from 'fast-check';
import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { explain } from '../inspect/explain.ts';
import { resolveFunction } from '../resolve/resolve-function.ts';
import { asProgramsSee, expandedFields } from './expanded-fields.ts';
import { escapeReferences, expandReferences, type Run } from './references.ts';

/** Characters that mean something to one of the two readers, and some that mean nothing. */
const awkward = fc.string({ unit: fc.constantFrom('$', '$', '(', ')', 'A', 'é', '{', '}', ' ', '😀'), maxLength: 6 });
const env = { A: '<secret>', '': '<empty>', $: '<dollar>', AA: '<two>' };

describe('escapeReferences', () => {
  it('lets the kubelet read the own text as it is alone, and nothing else', () => {
    const run = fc.record({ text: awkward, own: fc.boolean() });
    fc.assert(
      fc.property(fc.array(run, { maxLength: 6 }), (runs: ReadonlyArray<Run>) => {
        const wanted = runs.map(({ text, own }) => (own ? expandReferences(text, env) : text)).join('');
        expect(expandReferences(escapeReferences(runs), env)).toBe(wanted);
      }),
      { numRuns: 20_000 },
    );
  });
});

/** Text of a template in which the kubelet by itself finds nothing: no two `$$` in a row and no `$(...)`. */
const literal = fc.constantFrom('', 'a', '$$', '$$x', '(', '(A)', 'A)', ')', '--x=', 'é', '$$ ');
const expression = fc.constantFrom(
  '${V}',
  '${W}',
  '${V^^}',
  '${W#?}',
  '${V/A/$$}',
  '${ABSENT:=${V}}',
  '${ABSENT:=$$(A)}',
);
const template = fc
  .array(fc.oneof(literal, expression, expression), { maxLength: 6 })
  .map((pieces) => pieces.join(''))
  .filter((text) => !/\$\$(\$\$|\([^$]*\))/.test(text));

describe('a resolved Function', () => {
  it('gives its programs the rendered strings, whatever the values are, in every field that the kubelet expands', () => {
    fc.assert(
      fc.property(template, awkward, awkward, (text, V, W) => {
        const fn = orThrow(
          defineFunction({
            metadata: { name: 'f' },
            spec: {
              image: 'x',
              workingDir: text,
              command: [text],
              args: ['x', text],
              volumeMounts: [{ name: 'v', mountPath: '/v', subPathExpr: text }],
              runtimeSettings: {
                env: [{ name: 'E', value: text }],
                livenessProbe: { exec: { command: [text] } },
                readinessProbe: { exec: { command: [text] } },
                lifecycle: { preStop: { exec: { command: [text] } } },
              },
            },
          }),
        );
        const resolved = resolveFunction(fn, { scope: { V, W } });
        if (isLeft(resolved)) return;
        const {
          command,
          args,
          volumeMounts,
          runtimeSettings: settings,
          workingDir: rendered = '',
        } = resolved.right.spec;
        const container = { command, args, volumeMounts, ...settings };
        const written = [
          container.command?.[0],
          container.args?.[1],
          container.env?.[0]?.value,
          container.volumeMounts?.[0]?.subPathExpr,
          container.livenessProbe?.exec?.command?.[0],
          container.readinessProbe?.exec?.command?.[0],
        ];
        for (const each of written) expect(expandReferences(each ?? '', env)).toBe(rendered);
        expect(container.lifecycle?.preStop?.exec?.command?.[0]).toBe(rendered);
        expect(asProgramsSee(container)).toMatchObject({
          args: ['x', rendered],
          env: [{ name: 'E', value: rendered }],
          livenessProbe: { exec: { command: [rendered] } },
        });
        const shown = explain(resolved.right).strings.filter(({ template: source }) => source === text);
        for (const { value } of shown) expect(value).toBe(rendered);
      }),
      { numRuns: 1000 },
    );
  });

  it('warns of each value that the kubelet reads, where it is told to leave them', () => {
    fc.assert(
      fc.property(template, awkward, awkward, (text, V, W) => {
        const fn = orThrow(
          defineFunction({ metadata: { name: 'f' }, spec: { image: 'x', workingDir: text, args: [text] } }),
        );
        const escaped = resolveFunction(fn, { scope: { V, W } });
        const left = resolveFunction(fn, { scope: { V, W }, kubernetesReferences: 'expand' });
        if (isLeft(left) || isLeft(escaped)) return;
        expect(left.right.spec.args).toEqual([left.right.spec.workingDir]);
        const differs = left.right.spec.args?.[0] !== escaped.right.spec.args?.[0];
        expect(left.right.warnings.map(({ code, path }) => [code, path])).toEqual(
          differs ? [['kubernetes-reference-in-value', ['spec', 'args', 0]]] : [],
        );
        expect(escaped.right.warnings).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('expandedFields', () => {
  it('has one row for each field', () => {
    expect(new Set(expandedFields.map(({ inFunction }) => inFunction.join('.'))).size).toBe(expandedFields.length);
  });
});
