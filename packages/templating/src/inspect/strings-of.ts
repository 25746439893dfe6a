/** A string of an object, and where it stands. */
export interface PlacedString {
  readonly path: ReadonlyArray<string | number>;
  readonly text: string;
}

/** Every string of a resource's part, in order; keys are not among them. */
export function stringsOf(value: unknown, path: ReadonlyArray<string | number> = []): ReadonlyArray<PlacedString> {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((element, index) => stringsOf(element, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, element]) => stringsOf(element, [...path, key]));
}
