import { readOr } from '../input/read-input.ts';
import { eachString, type Path } from '../template/each-string.ts';

/** A string of an object, and where it stands. */
export interface PlacedString {
  readonly path: Path;
  readonly text: string;
}

/**
 * Every string of a resource's part, in order; keys are not among them. Nor is what {@link compileStrings} leaves out:
 * objects inside themselves, and those that are nested too deeply.
 */
export function stringsOf(value: unknown, path: Path = []): ReadonlyArray<PlacedString> {
  return readOr([], () => {
    const strings: Array<PlacedString> = [];
    eachString(value, {
      string: (text, inner) => strings.push({ path: [...path, ...inner()], text }),
      tooDeep: () => {},
    });
    return strings;
  });
}
