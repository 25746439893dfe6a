import { deepestNesting } from '../template/parser.ts';

/** A string of an object, and where it stands. */
export interface PlacedString {
  readonly path: ReadonlyArray<string | number>;
  readonly text: string;
}

/**
 * Every string of a resource's part, in order; keys are not among them. Nor is what {@link compileStrings} leaves out:
 * objects inside themselves, and those that are nested too deeply.
 */
export function stringsOf(value: unknown, path: ReadonlyArray<string | number> = []): ReadonlyArray<PlacedString> {
  const strings: Array<PlacedString> = [];
  collect(value, path, strings, new Set());
  return strings;
}

function collect(
  value: unknown,
  path: ReadonlyArray<string | number>,
  strings: Array<PlacedString>,
  ancestors: Set<object>,
): void {
  if (typeof value === 'string') strings.push({ path, text: value });
  if (typeof value !== 'object' || value === null || ancestors.has(value) || ancestors.size === deepestNesting) return;
  ancestors.add(value);
  const isList = Array.isArray(value);
  for (const [key, element] of Object.entries(value)) {
    collect(element, [...path, isList ? Number(key) : key], strings, ancestors);
  }
  ancestors.delete(value);
}
