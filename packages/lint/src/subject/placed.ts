/** A part of a resource, with its place. */
export interface Placed<Value> {
  /** The part. */
  readonly value: Value;
  /** The path from the root of the resource. */
  readonly path: ReadonlyArray<string | number>;
}

/** The parts that are there, of parts that may be absent. */
export function present<Value>(
  parts: ReadonlyArray<{ readonly value: Value | undefined; readonly path: ReadonlyArray<string | number> }>,
): ReadonlyArray<Placed<Value>> {
  return parts.flatMap(({ value, path }) => (value === undefined ? [] : [{ value, path }]));
}

/** The elements of a list, each with its place. */
export function elements<Value>(
  list: ReadonlyArray<Value> | undefined,
  path: ReadonlyArray<string | number>,
): ReadonlyArray<Placed<Value>> {
  return (list ?? []).map((value, index) => ({ value, path: [...path, index] }));
}
