import type { SourceSpan } from '../problem/problem.ts';

/** Which part of a place {@link locate} gives. */
export interface LocateOptions {
  /**
   * The field's name, its value, or the whole lines of both: `entry`, which only a field has that begins its line. Default
   * `value`, which is what most problems are about; an item of a list has no key.
   */
  readonly at?: 'key' | 'value' | 'entry' | undefined;
  /** Where a range in the string at the path begins, in UTF-16 code units of the string. Default 0. */
  readonly offset?: number | undefined;
  /** How long that range is. Default: up to the end of the string. */
  readonly length?: number | undefined;
}

/**
 * Where a field of a resource stands in the text that it was read from.
 *
 * Nothing is kept for this but the text: the first question about a document parses it again.
 *
 * - A path that is in the resource but was written in the document's spelling (`spec.workDir` for `spec.workingDir`,
 *   `spec.runtimeSettings.container` for `spec.runtimeSettings`) is found there.
 * - A path that is not in the text (a field that is missing) gives the key of the innermost part that is.
 * - `offset` and `length` are those of the value, a string: in a quoted or a block scalar the range of the source is
 *   found behind escapes and line breaks. Where it cannot be said exactly, the whole scalar is given.
 *
 * @param resource - what `loadManifests` gave, the same object: a copy of it has no source
 * @returns undefined for a resource that was not read from a text
 */
export function locate(
  resource: object,
  path: ReadonlyArray<string | number>,
  options: LocateOptions = {},
): SourceSpan | undefined {
  return locators.get(resource)?.(path, options);
}

/** Finds the place of a path in one resource. */
export type Locator = (path: ReadonlyArray<string | number>, options: LocateOptions) => SourceSpan | undefined;

/** Makes {@link locate} answer for a resource. */
export function rememberSource(resource: object, locator: Locator): void {
  locators.set(resource, locator);
}

/**
 * Makes {@link locate} answer for a changed copy of a resource as for the resource itself: for programs that fill in what
 * a manifest leaves to the client, such as its namespace.
 *
 * @param copy - has its fields at the places where the original has them
 * @returns the copy
 */
export function withSourceOf<R extends object>(copy: R, original: object): R {
  const locator = locators.get(original);
  if (locator !== undefined) locators.set(copy, locator);
  return copy;
}

const locators = new WeakMap<object, Locator>();
