import { readOr } from '../input/read-or.ts';
import type { SourceSpan } from '../problem/problem.ts';

/** Options of {@link locate}: the part of a place that it gives. */
export interface LocateOptions {
  /**
   * The field's name (`key`), its value, or the whole lines of both (`entry`). Only a field that begins its line has an
   * entry; an item of a list has no key. Default `value`, because most problems are about values.
   */
  readonly at?: 'key' | 'value' | 'entry' | undefined;
  /** The first character of a range in the string at the path, in UTF-16 code units of the string. Default 0. */
  readonly offset?: number | undefined;
  /** The length of that range. Default: up to the end of the string. */
  readonly length?: number | undefined;
}

/**
 * Finds the place of a field of a resource in the text that the resource was read from.
 *
 * Only the text and offsets are kept for this. The first question about a document parses it again.
 *
 * - Both spellings of a field are found: `spec.workingDir` where the text has the document's `spec.workDir`, and
 *   `spec.runtimeSettings` where it has `spec.runtimeSettings.container`.
 * - A path that is not in the text, such as a missing field, gives the key of the innermost part that is.
 * - `offset` and `length` count in the string that is the value. In a quoted or block scalar, the range of the source
 *   is found behind escapes and line breaks. Where it cannot be told exactly, the whole scalar is given.
 *
 * @param resource - an object that `loadManifests` gave; a copy of it has no source
 * @returns undefined for a resource that was not read from a text
 */
export function locate(
  resource: object,
  path: ReadonlyArray<string | number>,
  options: LocateOptions = {},
): SourceSpan | undefined {
  return readOr(undefined, () => {
    const origin = origins.get(resource);
    return origin === undefined ? undefined : locateIn(origin, path, options);
  });
}

/** Finds the place of a path in one resource. */
export type Locator = (path: ReadonlyArray<string | number>, options: LocateOptions) => SourceSpan | undefined;

/**
 * The document that a resource was read from. Every resource keeps one, so it holds only offsets and the parts that the
 * whole text shares. The document is parsed again when somebody asks.
 */
export interface DocumentOrigin {
  /** Finds places in the text that has the document. */
  readonly finder: Finder;
  /** The beginning of the part of the text that has the document, in UTF-16 code units. */
  readonly start: number;
  /** The end of that part. */
  readonly end: number;
  /** The number of the document in that part, from 0. */
  readonly index: number;
}

/** The origin of a resource that is a part of a document, or whose fields have other names there. */
export interface InnerOrigin {
  readonly document: DocumentOrigin;
  /** Turns a path of the resource into the path in the document. */
  readonly pathInDocument: (path: ReadonlyArray<string | number>) => ReadonlyArray<string | number>;
}

/** The text, or the part of a text, that a resource was read from. */
export type Origin = DocumentOrigin | InnerOrigin;

/** Finds the place of a path in a document of one text. */
export type Finder = (
  document: DocumentOrigin,
  path: ReadonlyArray<string | number>,
  options: LocateOptions,
) => SourceSpan | undefined;

/** Finds the place of a path in a value that was read from an origin. */
export function locateIn(
  origin: Origin,
  path: ReadonlyArray<string | number>,
  options: LocateOptions,
): SourceSpan | undefined {
  if ('finder' in origin) return origin.finder(origin, path, options);
  const { document, pathInDocument } = origin;
  return document.finder(document, pathInDocument(path), options);
}

/** Makes the origin of a part: an item of a list, or fields under other names. */
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
 * Makes {@link locate} answer for a changed copy of a resource as for the resource itself. Use it in a program that
 * fills in parts that a manifest leaves to the client, such as the namespace.
 *
 * @param copy - an object with its fields at the same places as in the original
 * @returns the copy
 */
export function withSourceOf<R extends object>(copy: R, original: object): R {
  return readOr(copy, () => {
    const origin = origins.get(original);
    if (origin !== undefined) origins.set(copy, origin);
    return copy;
  });
}

const origins = new WeakMap<object, Origin>();
