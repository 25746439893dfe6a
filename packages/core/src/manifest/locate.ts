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
 * Nothing is kept for this but the text and offsets: the first question about a document parses it again.
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
  const origin = origins.get(resource);
  return origin === undefined ? undefined : locateIn(origin, path, options);
}

/** Finds the place of a path in one resource. */
export type Locator = (path: ReadonlyArray<string | number>, options: LocateOptions) => SourceSpan | undefined;

/**
 * The document that a resource was read from. One is kept for every resource, so it is made of offsets and of what the
 * whole text shares, and the document is parsed again when somebody asks.
 */
export interface DocumentOrigin {
  /** Finds places in the text that has the document. */
  readonly finder: Finder;
  /** Where the part of the text begins that has the document, in UTF-16 code units. */
  readonly start: number;
  /** Where it ends. */
  readonly end: number;
  /** The number of the document in that part, from 0. */
  readonly index: number;
}

/** Where a resource stands that is a part of a document, or whose fields have other names there. */
export interface InnerOrigin {
  readonly document: DocumentOrigin;
  /** The path in the document to what stands at a path of the resource. */
  readonly pathInDocument: (path: ReadonlyArray<string | number>) => ReadonlyArray<string | number>;
}

/** Where a resource was read from. */
export type Origin = DocumentOrigin | InnerOrigin;

/** Finds the place of a path in a document of one text. */
export type Finder = (
  document: DocumentOrigin,
  path: ReadonlyArray<string | number>,
  options: LocateOptions,
) => SourceSpan | undefined;

/** Finds a place in what was read from an origin. */
export function locateIn(
  origin: Origin,
  path: ReadonlyArray<string | number>,
  options: LocateOptions,
): SourceSpan | undefined {
  if ('finder' in origin) return origin.finder(origin, path, options);
  const { document, pathInDocument } = origin;
  return document.finder(document, pathInDocument(path), options);
}

/** A part of an origin: an item of a list, or fields under other names. */
export function originInside(origin: Origin, pathOutside: InnerOrigin['pathInDocument']): InnerOrigin {
  if ('finder' in origin) return { document: origin, pathInDocument: pathOutside };
  const { document, pathInDocument } = origin;
  return { document, pathInDocument: (path) => pathInDocument(pathOutside(path)) };
}

/** Makes {@link locate} answer for a resource. */
export function rememberSource(resource: object, origin: Origin): void {
  origins.set(resource, origin);
}

/**
 * Makes {@link locate} answer for a changed copy of a resource as for the resource itself: for programs that fill in what
 * a manifest leaves to the client, such as its namespace.
 *
 * @param copy - has its fields at the places where the original has them
 * @returns the copy
 */
export function withSourceOf<R extends object>(copy: R, original: object): R {
  const origin = origins.get(original);
  if (origin !== undefined) origins.set(copy, origin);
  return copy;
}

const origins = new WeakMap<object, Origin>();
