import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/**
 * The right arguments of each function that a package exports: a list, or a function that makes a new list for each
 * call.
 */
export type Calls = Readonly<Record<string, ReadonlyArray<unknown> | (() => ReadonlyArray<unknown>)>>;

/** Exports for which a test does not hold, with the reason beside the name. */
export interface Exceptions {
  /** Functions that throw on purpose. */
  readonly throws?: ReadonlyArray<string>;
  /** Functions whose results differ from call to call. */
  readonly changes?: ReadonlyArray<string>;
}

/**
 * Tests that no function of a package throws, whatever it gets. It starts from the right arguments, and replaces or
 * leaves out one value somewhere deep inside. A Promise may be rejected, but not with an error of JavaScript itself. A
 * field that is `undefined` counts as left out.
 */
export function describeExports(name: string, exported: object, calls: Calls, exceptions: Exceptions = {}): void {
  const { throws = [], changes = [] } = exceptions;
  const functions = Object.entries(exported).filter(([, value]) => typeof value === 'function' && !isClass(value));

  describe(`no export of ${name} throws`, () => {
    it('and each function is tried', () => {
      const known = new Set([...Object.keys(calls), ...throws]);
      expect(functions.map(([each]) => each).filter((each) => !known.has(each))).toEqual([]);
    });

    it.each(Object.entries(calls))('%s', async (each, given) => {
      const tried = functionIn(exported, each);
      const args = (): ReadonlyArray<unknown> => (typeof given === 'function' ? given() : given);
      // With the right arguments it must work, not only refuse without throwing.
      await settled(Reflect.apply(tried, undefined, [...args()]));
      const place = fc.array(fc.nat(), { minLength: 1, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(place, strange, fc.boolean(), async ([which = 0, ...path], value, leftOut) => {
          const changed = [...args()];
          const index = which % Math.max(1, changed.length);
          changed[index] = neighbour(changed[index], path, value, leftOut);
          await settled(Reflect.apply(tried, undefined, changed));
        }),
        { numRuns: 300 },
      );
    });

    it.each(Object.entries(calls).filter(([each]) => !changes.includes(each)))(
      '%s takes undefined for a field that is left out',
      async (each, given) => {
        const tried = functionIn(exported, each);
        const args = (): ReadonlyArray<unknown> => (typeof given === 'function' ? given() : given);
        for (const path of fieldsOf(args())) {
          const without = await settled(Reflect.apply(tried, undefined, [...changedAt(args(), path, leaveOut)]));
          const absent = await settled(Reflect.apply(tried, undefined, [...changedAt(args(), path, () => undefined)]));
          expect([path.join('.'), shapeOf(absent)]).toEqual([path.join('.'), shapeOf(without)]);
        }
      },
    );
  });
}

/** Values that a caller passes by mistake, and some that are meant to do harm. */
const strange = fc.constantFrom<unknown>(
  ...[null, undefined, true, 0, -1, 1.5, Number.NaN, '', '${', 'x', [], [null], {}, { kind: 'Function' }],
  ...[() => undefined, Symbol('s'), 10n, new Map(), new Date(Number.NaN), Object.create(null), '__proto__'],
  new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
      ownKeys: () => {
        throw new Error('no');
      },
    },
  ),
);

/** A copy in which one value, somewhere deep inside, is replaced or left out. */
function neighbour(value: unknown, [at, ...path]: ReadonlyArray<number>, by: unknown, leftOut: boolean): unknown {
  if (at === undefined || typeof value !== 'object' || value === null) return by;
  if (value instanceof Map) {
    return new Map(
      [...value].map(([key, inner], index) => [
        key,
        index === at % value.size ? neighbour(inner, path, by, leftOut) : inner,
      ]),
    );
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return by;
    return value.map((inner: unknown, index) =>
      index === at % value.length ? neighbour(inner, path, by, leftOut) : inner,
    );
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return by;
  return Object.fromEntries(
    entries.flatMap(([key, inner], index): ReadonlyArray<readonly [string, unknown]> => {
      if (index !== at % entries.length) return [[key, inner]];
      return leftOut && path.length === 0 ? [] : [[key, neighbour(inner, path, by, leftOut)]];
    }),
  );
}

/**
 * The outcome of a call; a Promise is awaited. It is in a list, because nobody may look for a `then` in the argument.
 */
async function settled(result: unknown): Promise<ReadonlyArray<unknown>> {
  return [result instanceof Promise ? await result : result];
}

function functionIn(exported: object, name: string): (...args: ReadonlyArray<unknown>) => unknown {
  const value: unknown = Reflect.get(exported, name);
  if (typeof value !== 'function') throw new Error(`${name} is no function`);
  return (...args) => Reflect.apply(value, undefined, args);
}

function isClass(value: unknown): boolean {
  return String(value).startsWith('class ');
}

type Path = ReadonlyArray<string | number>;

/** The path of each field of the plain objects in some arguments. */
function fieldsOf(value: unknown, path: Path = []): ReadonlyArray<Path> {
  if (Array.isArray(value)) return value.flatMap((item, index) => fieldsOf(item, [...path, index]));
  if (!isPlain(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...fieldsOf(inner, [...path, key])]);
}

const leaveOut = Symbol('left out');

function changedAt(value: ReadonlyArray<unknown>, path: Path, by: unknown): ReadonlyArray<unknown>;
function changedAt(value: unknown, path: Path, by: unknown): unknown;
function changedAt(value: unknown, [at, ...rest]: Path, by: unknown): unknown {
  if (at === undefined) return typeof by === 'function' ? undefined : by;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === at ? changedAt(item, rest, by) : item));
  }
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): ReadonlyArray<readonly [string, unknown]> => {
      if (key !== at) return [[key, inner]];
      return rest.length === 0 && by === leaveOut ? [] : [[key, changedAt(inner, rest, by)]];
    }),
  );
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** A value without its functions and absent fields, to compare it with another one. */
function shapeOf(value: unknown, depth = 0): unknown {
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null || depth > 12) return String(value);
  if (Array.isArray(value)) return value.map((item) => shapeOf(item, depth + 1));
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return entries
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]): readonly [string, unknown] => [String(key), shapeOf(inner, depth + 1)])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}
