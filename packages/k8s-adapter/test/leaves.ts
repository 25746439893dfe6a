/** A value in an object that is no list or map, or an empty one. */
export interface Leaf {
  readonly path: ReadonlyArray<string | number>;
  readonly value: unknown;
}

/** All leaves of a value, in order. */
export function leavesOf(value: unknown, path: ReadonlyArray<string | number> = []): ReadonlyArray<Leaf> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
}
