import { readOr } from '@stash-functions/core/decode';
import { eachString, type Path } from '../template/each-string.ts';

/** A string of an object, and its place. */
export interface PlacedString {
  readonly path: Path;
  readonly text: string;
}

/**
 * Every string of a part of a resource, in order. Keys are left out. So are the strings that {@link compileStrings}
 * leaves out: those of objects inside themselves, and of objects that are nested too deeply.
 */
export function stringsOf(value: unknown, path: Path = []): ReadonlyArray<PlacedString> {
  return readOr([], () => {
    const strings: Array<PlacedString> = [];
    eachString(value, {
      string: (text, inner) => strings.push({ path: path.length === 0 ? inner() : [...path, ...inner()], text }),
      tooDeep: () => {},
    });
    return strings;
  });
}
