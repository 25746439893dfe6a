import * as fc from 'fast-check';
import type * as t from 'io-ts';
import { describe, expect, it } from 'vitest';
import * as core from '../decode.ts';
import { Codec } from './codec.ts';
import { decodeWith } from './decode-with.ts';
import { type Struct, struct } from './struct.ts';

/** Every struct that core exports: the generated ones of Kubernetes and those of the Stash kinds. */
const structs: ReadonlyArray<Struct<object>> = Object.values<unknown>(core).filter(isStruct);

const runs = { numRuns: 20 };

describe('every struct', () => {
  it('is among those that are tested', () => {
    expect(structs.length).toBeGreaterThan(120);
  });

  it.each(structs.map((codec) => [codec.name, codec] as const))(
    '%s decodes and encodes what it accepts to itself',
    (_, codec) => {
      fc.assert(
        fc.property(valuesOf(codec, 2), (value) => {
          expect(codec.is(value)).toBe(true);
          const result = decodeWith(codec, value);
          expect(result._tag === 'Right' && result.right).toBe(value);
          expect(codec.encode(value)).toBe(value);
        }),
        runs,
      );
    },
  );

  it.each(structs.map((codec) => [codec.name, codec] as const))(
    '%s has a check that agrees with its fields',
    (_, codec) => {
      const general = struct(codec.name, codec.required, codec.optional);
      fc.assert(
        fc.property(changed(valuesOf(codec, 1)), (value) => {
          expect(codec.is(value)).toBe(general.is(value));
        }),
        runs,
      );
    },
  );

  it.each(structs.map((codec) => [codec.name, codec] as const))(
    '%s refuses or cleans whatever it is given',
    (_, codec) => {
      fc.assert(
        fc.property(fc.oneof(changed(valuesOf(codec, 1)), hostile), fc.boolean(), (input, lenient) => {
          const result = decodeWith(codec, input, { lenient });
          if (result._tag === 'Left') expect(result.left.length).toBeGreaterThan(0);
          else expect(codec.is(result.right)).toBe(true);
          expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(prototypeNames);
        }),
        runs,
      );
    },
  );
});

const prototypeNames = Object.getOwnPropertyNames(Object.prototype);

/** Values that no manifest holds, but that a caller from JavaScript may pass. */
const hostile = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});

function isStruct(value: unknown): value is Struct<object> {
  return value instanceof Codec && 'required' in value && 'optional' in value;
}

/** Values that a codec accepts. Below a certain depth, optional fields are left out. */
function valuesOf<A>(codec: t.Type<A>, depth: number): fc.Arbitrary<A> {
  return arbitraryOf(codec, depth).filter(codec.is);
}

function arbitraryOf(codec: t.Mixed, depth: number): fc.Arbitrary<unknown> {
  if (isStruct(codec)) {
    const required = mapValues(codec.required, (field) => arbitraryOf(field, depth - 1));
    const optional = depth <= 0 ? {} : mapValues(codec.optional, (field) => arbitraryOf(field, depth - 1));
    return fc
      .tuple(fc.record(required), fc.record(optional, { requiredKeys: [] }))
      .map(([always, sometimes]) => ({ ...always, ...sometimes }));
  }
  const item = codec instanceof Codec ? codec.child(0) : undefined;
  if (item !== undefined && codec.name.startsWith('ReadonlyArray')) {
    return fc.array(arbitraryOf(item, depth), { maxLength: 2 });
  }
  if (item !== undefined) return fc.dictionary(fc.string(), arbitraryOf(item, depth), { maxKeys: 2 });
  const literals = [...codec.name.matchAll(/'([^']*)'/g)].map(([, value = '']) => value);
  return literals.length > 0 ? fc.constantFrom(...literals) : (leaves[codec.name] ?? missing(codec.name));
}

const leaves: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  base64: fc.base64String({ minLength: 4 }),
  boolean: fc.boolean(),
  'date-time': fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date(2 ** 42) })
    .map((date) => date.toISOString()),
  EmbeddedResource: fc.record({ apiVersion: fc.constant('v1'), kind: fc.constant('A'), any: fc.boolean() }),
  int32: fc.integer(),
  int64: fc.maxSafeInteger(),
  IntOrString: fc.oneof(fc.integer(), fc.string()),
  JsonObject: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }).map(dropUndefined), { maxKeys: 2 }),
  Quantity: fc.constantFrom('500m', '1Gi', '0.5', 2, -1),
  string: fc.string(),
};

function missing(name: string): never {
  throw new Error(`no values for the codec ${name}`);
}

/** As JSON has it: without undefined, and with 0 in place of -0. */
function dropUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** An object with one of its fields, at any depth, replaced, removed or renamed. */
function changed(values: fc.Arbitrary<object>): fc.Arbitrary<unknown> {
  return fc
    .tuple(values, fc.nat(), fc.constantFrom('replace', 'rename', 'keep'), hostile)
    .map(([value, seed, how, other]) => {
      const copy: unknown = structuredClone(value);
      const objects = [...objectsIn(copy)];
      const at = objects[seed % Math.max(1, objects.length)];
      if (at === undefined || how === 'keep') return copy;
      const keys = Object.keys(at);
      const key = keys[seed % Math.max(1, keys.length)] ?? 'x';
      if (how === 'rename') {
        Reflect.set(at, `${key}x`, Reflect.get(at, key));
        Reflect.deleteProperty(at, key);
      } else Reflect.set(at, key, other);
      return copy;
    });
}

function* objectsIn(value: unknown): Generator<object> {
  if (typeof value !== 'object' || value === null) return;
  yield value;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}

function mapValues<B>(fields: object, change: (codec: t.Mixed) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(fields).map(([key, codec]) => [key, change(codec)]));
}
