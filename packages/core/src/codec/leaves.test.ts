import type * as t from 'io-ts';
import { describe, expect, it } from 'vitest';
import { array, arrayByKeys } from './array.ts';
import { base64 } from './base64.ts';
import { dateTime } from './date-time.ts';
import { decodeWith } from './decode-with.ts';
import { embeddedResource } from './embedded-resource.ts';
import { IntOrString } from './int-or-string.ts';
import { int32, int64 } from './integer.ts';
import { JsonObject } from './json.ts';
import { boolean, literal, string } from './primitive.ts';
import { Quantity } from './quantity.ts';
import { record } from './record.ts';
import { struct } from './struct.ts';

interface Case {
  readonly codec: t.Mixed;
  readonly accepted: ReadonlyArray<unknown>;
  /** Each input with the codes that it gives. */
  readonly refused: ReadonlyArray<readonly [unknown, ...ReadonlyArray<string>]>;
}

const wrong = 'wrong-type';
const named = struct<{ readonly name: string; readonly value?: string }>('Named', { name: string }, { value: string });

const cases: Readonly<Record<string, Case>> = {
  string: {
    codec: string,
    accepted: ['', 'a', '日本'],
    refused: [
      [1, wrong],
      [null, wrong],
      [['a'], wrong],
    ],
  },
  boolean: {
    codec: boolean,
    accepted: [true, false],
    refused: [
      ['true', wrong],
      [0, wrong],
      [null, wrong],
    ],
  },
  literal: {
    codec: literal('Always', 'Never'),
    accepted: ['Always', 'Never'],
    refused: [
      ['always', 'unknown-value'],
      ['', 'unknown-value'],
      [1, wrong],
    ],
  },
  int32: {
    codec: int32,
    accepted: [0, -1, 1.0, -0, 2 ** 31 - 1, -(2 ** 31)],
    refused: [
      [2 ** 31, 'out-of-range'],
      [-(2 ** 31) - 1, 'out-of-range'],
      [3.5, wrong],
      ['1', wrong],
      [1n, wrong],
      [Number.NaN, wrong],
      [Number.POSITIVE_INFINITY, wrong],
    ],
  },
  int64: {
    codec: int64,
    accepted: [2 ** 31, 2 ** 53, -(2 ** 63), 2 ** 63 - 1024],
    refused: [
      [2 ** 63, 'out-of-range'],
      [1e30, 'out-of-range'],
      [-1e30, 'out-of-range'],
      [0.5, wrong],
    ],
  },
  IntOrString: {
    codec: IntOrString,
    accepted: [80, 'http', '', -2147483649],
    refused: [
      [2 ** 63, 'out-of-range'],
      [3.5, wrong],
      [true, wrong],
      [{}, wrong],
    ],
  },
  Quantity: {
    codec: Quantity,
    accepted: ['1', '500m', '1Gi', '0.5', '.5', '5.', '-1', '+1', '1e3', '1E3', '1e-3', '12E', '1n', 0, -1, 4],
    refused: [
      ['', 'invalid-quantity'],
      ['lots', 'invalid-quantity'],
      ['1 Gi', 'invalid-quantity'],
      ['1GiB', 'invalid-quantity'],
      ['1K', 'invalid-quantity'],
      ['1Gi\n', 'invalid-quantity'],
      ['٣', 'invalid-quantity'],
      [2 ** 63, wrong],
      [3.5, wrong],
      [true, wrong],
    ],
  },
  'date-time': {
    codec: dateTime,
    accepted: [
      '2026-02-01T10:00:00Z',
      '2026-02-01t10:00:00.123456789+01:00',
      '2024-02-29T00:00:00Z',
      '0001-01-01T00:00:00Z',
      '2026-02-01T10:00:00,5z',
      '2026-02-01T10:00:00+99:99',
    ],
    refused: [
      ['2026-02-01', 'invalid-date-time'],
      ['2026-02-30T10:00:00Z', 'invalid-date-time'],
      ['2025-02-29T00:00:00Z', 'invalid-date-time'],
      ['2026-13-01T10:00:00Z', 'invalid-date-time'],
      ['2026-02-01T24:00:00Z', 'invalid-date-time'],
      ['2026-02-01T10:00:60Z', 'invalid-date-time'],
      ['2026-02-01T10:00:00', 'invalid-date-time'],
      [1770000000, wrong],
      [new Date(Number.NaN), wrong],
      [new Date(8.64e15), 'invalid-date-time'],
    ],
  },
  base64: {
    codec: base64,
    accepted: ['YQ==', 'YWI=', 'YWJj', '+/+/'],
    refused: [
      ['', 'invalid-bytes'],
      ['YQ', 'invalid-bytes'],
      ['YQ==\n', 'invalid-bytes'],
      ['-_-_', 'invalid-bytes'],
      ['Y===', 'invalid-bytes'],
      [1, wrong],
    ],
  },
  array: {
    codec: array(string),
    accepted: [[], ['a', 'b']],
    refused: [
      ['a', wrong],
      [{}, wrong],
      [[null, 1], wrong, wrong],
      [new Array(2), wrong, wrong],
    ],
  },
  arrayByKeys: {
    codec: arrayByKeys(named, ['name']),
    accepted: [[], [{ name: 'a' }, { name: 'b' }]],
    refused: [
      [[{ name: 'a' }, { name: 'b' }, { name: 'a', value: 'c' }, { name: 'a' }], 'duplicate-item', 'duplicate-item'],
      [[{ name: 'a' }, { name: 'a' }, 1], wrong, 'duplicate-item'],
    ],
  },
  record: {
    codec: record(string),
    accepted: [{}, { a: 'b' }, { constructor: 'a', 'a/b.c': '' }],
    refused: [
      [[], wrong],
      ['a', wrong],
      [{ a: 1, b: {} }, wrong, wrong],
      [new Map(), wrong],
    ],
  },
  JsonObject: {
    codec: JsonObject,
    accepted: [{}, { a: [1, 'b', null, { c: true }] }],
    refused: [
      [[], wrong],
      [null, wrong],
      [{ a: () => 1 }, wrong],
      [{ a: [undefined, 1n, Number.NaN] }, wrong, wrong, wrong],
    ],
  },
  embeddedResource: {
    codec: embeddedResource(() => ({ apiVersion: 'v1', kind: 'Secret' })),
    accepted: [{ apiVersion: 'v1', kind: 'A', any: [null] }],
    refused: [
      [{}, 'missing-field', 'missing-field'],
      [{ apiVersion: '', kind: 1 }, 'missing-field', wrong],
      [{ apiVersion: null, kind: 'A' }, wrong],
      [[], wrong],
    ],
  },
};

for (const [name, { codec, accepted, refused }] of Object.entries(cases)) {
  describe(name, () => {
    it.each(accepted.map((input) => [input]))('accepts %j and gives it back', (input) => {
      expect(codec.is(input)).toBe(true);
      expect(decodeWith(codec, input)).toEqual({ _tag: 'Right', right: input });
      expect(codec.encode(input)).toBe(input);
    });
    it.each(refused.map(([input, ...codes]) => [String(input), input, codes]))('refuses %s', (_, input, codes) => {
      expect(codec.is(input)).toBe(false);
      const result = decodeWith(codec, input);
      expect(result._tag === 'Left' && result.left.map(({ code }) => code)).toEqual(codes);
    });
  });
}

it('reads a Date as its text', () => {
  const input = new Date('2026-02-01T10:00:00Z');
  expect(decodeWith(dateTime, input)).toEqual({ _tag: 'Right', right: '2026-02-01T10:00:00.000Z' });
});

it('drops the keys of a map that are null', () => {
  expect(decodeWith(record(string), { a: null, b: 'c' })).toEqual({ _tag: 'Right', right: { b: 'c' } });
});

it('keeps a key __proto__ of a map as a key', () => {
  const input: unknown = JSON.parse('{"__proto__": "a", "b": null}');
  const result = decodeWith(record(string), input);
  expect(result._tag === 'Right' && Object.getOwnPropertyDescriptor(result.right, '__proto__')?.value).toBe('a');
  expect(result._tag === 'Right' && Object.getPrototypeOf(result.right)).toBe(Object.prototype);
});

it('refuses an object that holds itself', () => {
  const input: Record<string, unknown> = {};
  input.self = [input];
  expect(JsonObject.is(input)).toBe(false);
  const result = decodeWith(JsonObject, input);
  expect(result._tag === 'Left' && result.left.map(({ code }) => code)).toEqual(['too-deep']);
});

it('looks once at an object that stands in many places, and counts it in each', () => {
  const doubled = (levels: number): object => {
    let value: object = { end: 1 };
    for (let level = 0; level < levels; level++) value = { a: value, b: value };
    return value;
  };
  expect(JsonObject.is(doubled(15))).toBe(true);
  expect(decodeWith(JsonObject, { value: doubled(15), nothing: undefined })._tag).toBe('Right');
  expect(JsonObject.is(doubled(150))).toBe(false);
  const result = decodeWith(JsonObject, doubled(150));
  expect(result._tag === 'Left' && result.left.map(({ code }) => code)).toEqual(['too-large']);
});

it('refuses what is nested too deep for the stack', () => {
  let value: object = {};
  for (let level = 0; level < 100_000; level++) value = { value };
  const result = decodeWith(JsonObject, value);
  expect(result._tag === 'Left' && result.left.map(({ code }) => code)).toEqual(['too-deep']);
});

it('allows two hundred levels wherever they stand', () => {
  let value: object = {};
  for (let level = 0; level < 150; level++) value = { value };
  let deep: object = value;
  for (let level = 0; level < 150; level++) deep = { deep };
  expect(JsonObject.is({ value, deep: value })).toBe(true);
  expect(JsonObject.is({ value, deep })).toBe(false);
});
