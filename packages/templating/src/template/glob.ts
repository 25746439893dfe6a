import { type CharacterClass, characterClass } from './character-class.ts';

/**
 * A compiled pattern of the shell. Its `*`s cut it into segments with a fixed number of characters. The first segment
 * must stand at the beginning of the matched text, and the last one at its end. For example, `*.gz` has the segments ``
 * and `.gz`. A pattern without `*` has one segment, which is both.
 */
export interface Glob {
  /** The segments, one more than there are `*`s. A run of `*` counts as one. */
  readonly segments: readonly [GlobSegment, ...ReadonlyArray<GlobSegment>];
}

/** The part of a pattern between two `*`s. */
export interface GlobSegment {
  /** The elements, one for each character. */
  readonly elements: ReadonlyArray<GlobElement>;
  /** The text, if every element is a literal character. */
  readonly literal: string | undefined;
}

/**
 * The characters that one place of a value may have: a code point, any character (`?`), or those of a bracket
 * expression (`[a-z]`).
 */
export type GlobElement = number | 'any' | CharacterSet;

/** A bracket expression. */
export interface CharacterSet {
  /** True for `[!...]` and `[^...]`. */
  readonly negated: boolean;
  /** The first and last code point of each member; a single character is a range of one. */
  readonly ranges: ReadonlyArray<readonly [first: number, last: number]>;
  /** The classes, `[:alpha:]` and the like. */
  readonly classes: ReadonlyArray<CharacterClass>;
}

/**
 * Compiles a pattern, in time linear in its length. `*` matches any text and `?` any character. `[a-z]` matches one of
 * a set, `[!a]` and `[^a]` any other character, `[[:alpha:]]` a POSIX class. A `\` takes the meaning from the next
 * character. A `[` that is never closed is a normal character, as in bash. Characters are Unicode code points, and
 * ranges go by their numbers.
 *
 * @see https://www.gnu.org/software/bash/manual/html_node/Pattern-Matching.html
 */
export function compileGlob(pattern: string): Glob {
  const segments: Array<GlobSegment> = [];
  const dead = new Set<number>();
  let elements: Array<GlobElement> = [];
  let first: GlobSegment | undefined;
  let offset = 0;
  const closeSegment = (): void => {
    const closed = segment(elements);
    if (first === undefined) first = closed;
    else segments.push(closed);
    elements = [];
  };
  while (offset < pattern.length) {
    const character = pattern[offset];
    if (character === '*') {
      closeSegment();
      while (pattern[offset] === '*') offset += 1;
    } else if (character === '?') {
      elements.push('any');
      offset += 1;
    } else {
      const bracket = character === '[' ? scanBracket(pattern, offset, dead) : undefined;
      const escaped = character === '\\' && offset + 1 < pattern.length ? 1 : 0;
      const code = pattern.codePointAt(offset + escaped) ?? 0;
      elements.push(bracket === undefined ? code : bracket.set);
      offset = bracket === undefined ? offset + escaped + width(code) : bracket.end;
    }
  }
  const last = segment(elements);
  return { segments: first === undefined ? [last] : [first, ...segments, last] };
}

/** Makes a pattern that matches just this text, inside and outside brackets. */
export function escapeGlob(text: string): string {
  let escaped = '';
  for (const character of text) escaped += special.has(character) ? `\\${character}` : character;
  return escaped;
}

/** True where an element accepts a character. */
export function accepts(element: GlobElement, code: number): boolean {
  if (typeof element === 'number') return element === code;
  if (element === 'any') return true;
  const member =
    element.ranges.some(([first, last]) => first <= code && code <= last) ||
    element.classes.some((isMember) => isMember(code));
  return member !== element.negated;
}

const special: ReadonlySet<string> = new Set(['*', '?', '[', ']', '\\', '-', '!', '^', ':', '.', '=']);

function segment(elements: ReadonlyArray<GlobElement>): GlobSegment {
  let literal = '';
  for (const element of elements) {
    if (typeof element !== 'number') return { elements, literal: undefined };
    literal += String.fromCodePoint(element);
  }
  return { elements, literal };
}

/** The width of a character, in UTF-16 units. */
function width(code: number): number {
  return code > 0xffff ? 2 : 1;
}

interface ScannedBracket {
  readonly set: CharacterSet;
  readonly end: number;
}

/**
 * Reads the bracket expression at an offset; undefined if it is never closed. The members of such an unclosed one are
 * remembered in `dead`. A later `[` that comes to one of them is not closed either, and need not scan the rest of the
 * pattern again.
 */
function scanBracket(pattern: string, start: number, dead: Set<number>): ScannedBracket | undefined {
  const ranges: Array<readonly [number, number]> = [];
  const classes: Array<CharacterClass> = [];
  const visited: Array<number> = [];
  const negated = pattern[start + 1] === '!' || pattern[start + 1] === '^';
  const body = start + (negated ? 2 : 1);
  let offset = body;
  while (offset < pattern.length) {
    if (offset > body) {
      if (pattern[offset] === ']') return { set: { negated, ranges, classes }, end: offset + 1 };
      if (dead.has(offset)) break;
      visited.push(offset);
    }
    const named = scanNamedMember(pattern, offset);
    if (named !== undefined) {
      if (named.characterClass !== undefined) classes.push(named.characterClass);
      if (named.code !== undefined) ranges.push([named.code, named.code]);
      offset = named.end;
      continue;
    }
    const first = scanMember(pattern, offset);
    const isRange = pattern[first.end] === '-' && first.end + 1 < pattern.length && pattern[first.end + 1] !== ']';
    const last = isRange ? scanMember(pattern, first.end + 1) : first;
    ranges.push([first.code, last.code]);
    offset = last.end;
  }
  for (const each of visited) dead.add(each);
  return undefined;
}

/** A character inside brackets, with or without a backslash. */
function scanMember(pattern: string, offset: number): { readonly code: number; readonly end: number } {
  const start = pattern[offset] === '\\' && offset + 1 < pattern.length ? offset + 1 : offset;
  const code = pattern.codePointAt(start) ?? 0;
  return { code, end: start + width(code) };
}

interface NamedMember {
  readonly characterClass?: CharacterClass;
  readonly code?: number;
  readonly end: number;
}

/** `[:alpha:]`, `[=a=]` or `[.a.]`. As in bash, an unknown class is a member that matches nothing. */
function scanNamedMember(pattern: string, offset: number): NamedMember | undefined {
  const kind = pattern[offset + 1];
  if (pattern[offset] !== '[' || (kind !== ':' && kind !== '=' && kind !== '.')) return undefined;
  const start = offset + 2;
  if (kind !== ':') {
    const code = pattern.codePointAt(start) ?? 0;
    const end = start + width(code);
    return pattern.startsWith(`${kind}]`, end) ? { code, end: end + 2 } : undefined;
  }
  let end = start;
  while (end - start < longestClassName && isLetter(pattern.charCodeAt(end))) end += 1;
  if (!pattern.startsWith(':]', end)) return undefined;
  const found = characterClass(pattern.slice(start, end));
  return found === undefined ? { end: end + 2 } : { characterClass: found, end: end + 2 };
}

const longestClassName = 16;

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}
