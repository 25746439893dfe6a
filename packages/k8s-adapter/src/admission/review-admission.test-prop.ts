import { type KindFacts, manifestsOf, orThrow, type Resource, resourceKinds } from '@stash-functions/core/decode';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reviewOf, storedOf } from '../../test/reviews.ts';
import { reviewAdmission } from './review-admission.ts';
import { limitWarnings } from './write-response.ts';

const kind = fc.constantFrom<KindFacts>(...resourceKinds);
const operation = fc.constantFrom('CREATE', 'UPDATE', 'DELETE', 'CONNECT', 'PATCH');

/** JSON with the field names of the kinds, and with those of every JavaScript object. */
const json = fc.letrec<{ readonly value: unknown; readonly object: object }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, 0, -1, '', '${a', '$(A)', 'main', '*/5 * * * *', '\u202e'),
    fc.string(),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(
    fc.constantFrom(
      ...['spec', 'metadata', 'status', 'steps', 'name', 'params', 'value', 'task', 'target', 'ref', 'kind', 'rules'],
      ...['repository', 'backend', 'local', 's3', 'members', 'runtimeSettings', 'container', 'env', 'image', 'args'],
      ...['retentionPolicy', 'schedule', 'invoker', 'namespace', '__proto__', 'constructor', 'toString', 'length'],
    ),
    tie('value'),
    { maxKeys: 5 },
  ),
}));

it('answers any JSON with an AdmissionReview that is JSON', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), json.value), (review) => {
      const answer = reviewAdmission(review);
      expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
      expect(answer.response.allowed).toBe(false);
    }),
    { numRuns: 500 },
  );
});

it('answers any request for any object, within the limits of warnings', () => {
  fc.assert(
    fc.property(kind, operation, json.value, json.value, json.object, (facts, what, object, oldObject, spec) => {
      const objects = [object, oldObject, storedOf(facts, spec), storedOf(facts, { ...spec, more: object })];
      for (const one of objects) {
        const request = {
          operation: what,
          object: isObject(one) ? one : null,
          oldObject: isObject(oldObject) ? oldObject : null,
        };
        const { response } = reviewAdmission(reviewOf(facts, request));
        expect(response.uid).not.toBe('');
        expect(response.allowed).toBe(response.status === undefined);
        checkLimits(response.warnings ?? []);
      }
    }),
    { numRuns: 1500 },
  );
});

it('never refuses a change that leaves the spec alone', () => {
  fc.assert(
    fc.property(kind, json.object, json.object, (facts, spec, labels) => {
      const oldObject = storedOf(facts, spec);
      const object = { ...oldObject, metadata: { ...Reflect.get(oldObject, 'metadata'), labels } };
      expect(reviewAdmission(reviewOf(facts, { operation: 'UPDATE', object, oldObject })).response.allowed).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('keeps warnings within 256 bytes each and 4096 together, whatever is in them', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 600 }), { maxLength: 60 }), (lines) => {
      const kept = limitWarnings(lines);
      checkLimits(kept);
      if (lines.some((line) => /[a-z]/.test(line))) expect(kept.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

it('takes milliseconds, however large the cluster is', () => {
  const resources: Array<Resource> = Array.from({ length: 500 }, (_, index) => index).flatMap(
    (index): Array<Resource> => [
      {
        apiVersion: 'stash.appscode.com/v1beta1',
        kind: 'Function',
        metadata: { name: `f${index}` },
        spec: { image: 'a', args: ['${a}', '${b:=c}'] },
      },
      {
        apiVersion: 'stash.appscode.com/v1beta1',
        kind: 'Task',
        metadata: { name: `t${index}` },
        spec: { steps: [{ name: `f${index}`, params: [{ name: 'a', value: '1' }] }] },
      },
    ],
  );
  const manifests = orThrow(manifestsOf(resources));
  const facts = resourceKinds.find(({ kind: name }) => name === 'Function');
  if (facts === undefined) throw new Error('no kind Function');
  const spec = { image: 'a', args: ['${a}'] };
  const review = (name: string, more: object): object =>
    reviewOf(facts, {
      operation: 'UPDATE',
      oldObject: { ...storedOf(facts, spec), metadata: { name } },
      object: { ...storedOf(facts, { ...spec, ...more }), metadata: { name } },
    });
  const time = (name: string): number => {
    const start = performance.now();
    for (let run = 0; run < 20; run++) reviewAdmission(review(name, { workingDir: `/${run}` }), { manifests });
    return performance.now() - start;
  };
  const alone = (): number => {
    const start = performance.now();
    for (let run = 0; run < 20; run++) reviewAdmission(review('f7', { workingDir: `/${run}` }));
    return performance.now() - start;
  };
  time('f7');
  alone();
  // A thousand resources beside it are searched, but not linted.
  expect(time('f7') / alone()).toBeLessThan(60);
});

function checkLimits(warnings: ReadonlyArray<string>): void {
  for (const warning of warnings) {
    expect(Buffer.byteLength(warning)).toBeLessThanOrEqual(256);
    expect(warning).not.toMatch(/[\n\r\0\u202e]/);
  }
  expect(warnings.reduce((sum, warning) => sum + Buffer.byteLength(warning), 0)).toBeLessThanOrEqual(4096);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
