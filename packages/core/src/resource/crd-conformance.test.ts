import { describe, expect, it } from 'vitest';
import { type CrdSchema, compileCrd, crdPlurals, readCrd } from '../../test/crd-schema.ts';
import { hasSharedData } from '../../test/shared-data.ts';
import { decodeResource } from './decode-resource.ts';
import { resourceKinds } from './kind-facts.ts';

/**
 * Walks the schema of each CRD and puts every kind of value at every place, one at a time. The object around it has
 * only the required fields. On each, the codec must agree with an independent validator of the schema.
 */
describe.skipIf(!hasSharedData)('CRDs (skipped where ../shared is absent)', () => {
  it.each(crdPlurals)('the entry of %s says what the CRD says', (plural) => {
    const { schema: _, ...facts } = readCrd(plural);
    expect(resourceKinds.find((entry) => entry.plural === plural)).toMatchObject(facts);
  });

  for (const plural of crdPlurals) {
    it(`decodes ${plural} exactly where the CRD accepts them`, () => {
      const crd = readCrd(plural);
      const isAccepted = compileCrd(crd);
      const header = { apiVersion: crd.apiVersion, kind: crd.kind, metadata: { name: 'a' } };
      const wrong: Array<unknown> = [];
      let count = 0;
      for (const field of ['spec', 'status']) {
        const schema = crd.schema.properties?.[field];
        if (schema === undefined) continue;
        probe(schema, (value) => {
          const manifest = { ...header, [field]: value };
          count++;
          const accepted = isAccepted(manifest);
          if ((decodeResource(manifest)._tag === 'Right') !== accepted) wrong.push({ accepted, manifest });
        });
      }
      expect(wrong.slice(0, 10).map((one) => JSON.stringify(one))).toEqual([]);
      expect(count).toBeGreaterThan(1000);
    });
  }
});

/** Calls `check` with values for the schema, most of them with one fault. */
function probe(schema: CrdSchema, check: (value: unknown) => void): void {
  for (const value of [...values, smallest(schema)]) check(value);
  const { properties, additionalProperties, items } = schema;
  if (properties !== undefined) {
    const base = smallestObject(schema);
    check({ ...base, nosuchfield: 1 });
    check({ ...base, nosuchfield: null });
    for (const name of schema.required ?? []) check({ ...base, [name]: undefined });
    for (const [name, property] of Object.entries(properties)) {
      check({ ...base, [name.toUpperCase()]: smallest(property) });
      probe(property, (value) => check({ ...base, [name]: value }));
    }
  }
  if (additionalProperties !== undefined) probe(additionalProperties, (value) => check({ 'a.b/c': value }));
  if (items !== undefined) {
    probe(items, (value) => check([value]));
    check([smallest(items), smallest(items)]);
    for (const key of schema['x-kubernetes-list-map-keys'] ?? []) {
      check([smallest(items), { ...smallestObject(items), [key]: 'other' }]);
    }
  }
}

const values: ReadonlyArray<unknown> = [
  null,
  true,
  0,
  -1,
  1.5,
  -(2 ** 31) - 1,
  2 ** 31,
  2 ** 53,
  '',
  'str',
  '12x',
  '1Gi',
  '${v}',
  '1',
  'Always',
  '2026-02-01T10:00:00Z',
  '2026-02-01',
  [],
  ['a'],
  [null],
  [{}],
  {},
  { a: 'b' },
  { a: null },
];

/** The smallest value that the schema accepts. */
function smallest(schema: CrdSchema): unknown {
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema['x-kubernetes-int-or-string'] === true) return 1;
  if (schema.format === 'date-time') return '2026-02-01T10:00:00Z';
  switch (schema.type) {
    case 'string':
      return 'a';
    case 'integer':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return [];
    default:
      return smallestObject(schema);
  }
}

function smallestObject({ required = [], properties = {} }: CrdSchema): Record<string, unknown> {
  return Object.fromEntries(required.map((name) => [name, smallest(properties[name] ?? {})]));
}
