import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CrdSchema, compileCrd, crdPlurals, readCrd } from '../../test/crd-schema.ts';
import { hasSharedData } from '../../test/shared-data.ts';
import { decodeResource } from './decode-resource.ts';

/** Objects with many fields of the schema at once. Most of them have few faults, and some have many. */
describe.skipIf(!hasSharedData)('random objects of the CRDs (skipped where ../shared is absent)', () => {
  it.each(crdPlurals)('of %s', (plural) => {
    const crd = readCrd(plural);
    const isAccepted = compileCrd(crd);
    const verdicts = { accepted: 0, refused: 0 };
    const manifest = fc.record({
      apiVersion: fc.constant(crd.apiVersion),
      kind: fc.constant(crd.kind),
      metadata: fc.constant({ name: 'a' }),
      spec: sampleOf(crd.schema.properties?.spec ?? {}, 6),
      ...(crd.schema.properties?.status === undefined ? {} : { status: sampleOf(crd.schema.properties.status, 6) }),
    });
    fc.assert(
      fc.property(manifest, (input) => {
        const accepted = isAccepted(input);
        verdicts[accepted ? 'accepted' : 'refused']++;
        const result = decodeResource(input);
        expect(result._tag === 'Right').toBe(accepted);
        if (result._tag === 'Right') expect(result.right).toEqual(withoutNulls(input));
      }),
      { numRuns: 100 },
    );
    expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(5);
  });
});

/** Values that now and then replace a value of the schema. */
const noise = fc.constantFrom<unknown>(
  null,
  true,
  1,
  1.5,
  2 ** 31,
  '',
  'a',
  '1Gi',
  '${v}',
  [],
  [null],
  {},
  { a: null },
);

function sampleOf(schema: CrdSchema, depth: number): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 25, arbitrary: validOf(schema, depth) }, { weight: 1, arbitrary: noise });
}

function validOf(schema: CrdSchema, depth: number): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema['x-kubernetes-int-or-string'] === true) return fc.constantFrom<unknown>(0, 5, '1', '500m', '1Gi', 'http');
  if (schema.format === 'date-time') return fc.constantFrom('2026-02-01T10:00:00Z', '2026-02-01t10:00:00.123+02:00');
  switch (schema.type) {
    case 'string':
      return fc.oneof(fc.constantFrom('a', '', '${v:=w}'), fc.string({ maxLength: 5 }));
    case 'integer':
      return schema.format === 'int32' ? fc.integer() : fc.maxSafeInteger();
    case 'boolean':
      return fc.boolean();
    case 'array':
      return depth === 0 ? fc.constant([]) : fc.array(sampleOf(schema.items ?? {}, depth - 1), { maxLength: 2 });
    default:
      return objectOf(schema, depth);
  }
}

/** Only a few fields at a time. Most objects of Kubernetes have dozens of fields, but a manifest sets few. */
function objectOf(schema: CrdSchema, depth: number): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  if (additionalProperties !== undefined) {
    return fc.dictionary(fc.constantFrom('a', 'b.c/d', 'memory'), sampleOf(additionalProperties, depth), {
      maxKeys: 2,
    });
  }
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  return fc
    .subarray(optional, { maxLength: depth === 0 ? 0 : Math.min(3, optional.length) })
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(
          [...required, ...chosen].map((name) => [name, sampleOf(properties[name] ?? {}, Math.max(0, depth - 1))]),
        ),
      ),
    );
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(entries.map(([name, field]) => [name, withoutNulls(field)]));
}
