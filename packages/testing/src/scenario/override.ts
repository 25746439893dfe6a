/**
 * Fields that go over those of a resource, as a JSON merge patch. Maps are merged, lists and other values replace, and
 * `null` removes a field.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7386
 */
export type Override<T> =
  T extends ReadonlyArray<unknown> ? T : T extends object ? { readonly [K in keyof T]?: Override<T[K]> | null } : T;

/** A value with a merge patch applied. Neither of the two is changed. `undefined` in the patch changes nothing. */
export function override(base: unknown, patch: unknown): unknown {
  if (patch === undefined) return base;
  if (!isMap(patch)) return patch;
  const merged = new Map(isMap(base) ? Object.entries(base) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, override(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
