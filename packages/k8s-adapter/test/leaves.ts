/** A value of an object that is neither a list nor a map, or is an empty one. */
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
