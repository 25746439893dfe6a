import { type Characters, hasWholeEdges, sliceCharacters, toCharacters } from './characters.ts';
import type { Glob, GlobSegment } from './glob.ts';
import { findAll, findFirst, matchesAt, reverseSegment } from './glob-search.ts';

/**
 * The value without its shortest or longest beginning or end that matches the pattern; the value itself where nothing
 * matches.
 *
 * The time is at most the product of both lengths, over 31. Segments are searched one after the other, from the left or
 * from the right, and no choice of a match is ever taken back.
 */
export function trim(value: string, size: 'shortest' | 'longest', at: 'beginning' | 'end', glob: Glob): string {
  const literal = literalOf(glob);
  if (literal !== undefined) {
    if (at === 'beginning') return value.startsWith(literal) ? value.slice(literal.length) : value;
    return value.endsWith(literal) ? value.slice(0, value.length - literal.length) : value;
  }
  const characters = toCharacters(value);
  const { codes } = characters;
  const match = size === 'shortest' ? shortestPrefix : longestPrefix;
  if (at === 'beginning') return sliceCharacters(characters, Math.max(0, match(codes, glob)), codes.length);
  const end = codes.length - Math.max(0, match(backwards(codes), reverseGlob(glob)));
  return sliceCharacters(characters, 0, end);
}

/**
 * Replaces the longest match of the pattern in a value: the first one from the left, every one, one at the beginning,
 * or one at the end. An empty pattern matches only the empty text at the beginning or at the end. The replacement is
 * put in as it is, even a `&`. Takes the time of {@link trim}.
 */
export function replace(
  value: string,
  which: 'first' | 'every' | 'beginning' | 'end',
  glob: Glob,
  replacement: string,
): string {
  const literal = literalOf(glob);
  switch (which) {
    case 'beginning':
      if (literal !== undefined) return value.startsWith(literal) ? replacement + value.slice(literal.length) : value;
      return replacePrefix(toCharacters(value), glob, replacement);
    case 'end':
      if (literal !== undefined) {
        return value.endsWith(literal) ? value.slice(0, value.length - literal.length) + replacement : value;
      }
      return replaceSuffix(toCharacters(value), glob, replacement);
    case 'first':
    case 'every': {
      if (glob.segments.length === 1 && glob.segments[0].elements.length === 0) return value;
      if (literal !== undefined && literal.length <= longestIndexOf) {
        return which === 'every' ? value.split(literal).join(replacement) : replaceFirst(value, literal, replacement);
      }
      const characters = toCharacters(value);
      if (glob.segments.length > 1) return replaceWithStar(characters, glob, replacement);
      return replaceFixed(characters, glob.segments[0], replacement, which === 'every');
    }
  }
}

/** The engine's search may take the product of both lengths, so it is only for short patterns. */
const longestIndexOf = 32;

/** The text of a pattern without wildcards, if it can be searched by UTF-16 units. */
function literalOf({ segments }: Glob): string | undefined {
  const { literal } = segments[0];
  return segments.length === 1 && literal !== undefined && hasWholeEdges(literal) ? literal : undefined;
}

function replaceFirst(value: string, literal: string, replacement: string): string {
  const at = value.indexOf(literal);
  return at === -1 ? value : value.slice(0, at) + replacement + value.slice(at + literal.length);
}

function replacePrefix(value: Characters, glob: Glob, replacement: string): string {
  const end = longestPrefix(value.codes, glob);
  return end === -1 ? value.text : replacement + sliceCharacters(value, end, value.codes.length);
}

function replaceSuffix(value: Characters, glob: Glob, replacement: string): string {
  const length = longestPrefix(backwards(value.codes), reverseGlob(glob));
  return length === -1 ? value.text : sliceCharacters(value, 0, value.codes.length - length) + replacement;
}

/**
 * The longest match of a pattern with a `*` ends where its last segment last occurs. No second match can follow, so
 * replacing the first match is replacing every match. If the first occurrence of its first segment leads to no match,
 * no later one does, because then there is less room for the rest.
 */
function replaceWithStar(value: Characters, glob: Glob, replacement: string): string {
  const start = findFirst(value.codes, glob.segments[0], 0);
  if (start === -1) return value.text;
  const end = longestMatch(value.codes, glob, start);
  if (end === -1) return value.text;
  return sliceCharacters(value, 0, start) + replacement + sliceCharacters(value, end, value.codes.length);
}

/** Every match of a pattern without `*` is as long as the pattern. */
function replaceFixed(value: Characters, segment: GlobSegment, replacement: string, every: boolean): string {
  const size = segment.elements.length;
  const { codes } = value;
  const pieces: Array<string> = [];
  const starts = findAll(codes, segment, 0, every ? codes.length : 1);
  if (starts.length === 0) return value.text;
  let unit = 0;
  let index = 0;
  const unitAt = (target: number): number => {
    for (; index < target; index += 1) unit += (codes[index] ?? 0) > 0xffff ? 2 : 1;
    return unit;
  };
  let rest = 0;
  for (const start of starts) {
    pieces.push(value.text.slice(rest, unitAt(start)), replacement);
    rest = unitAt(start + size);
  }
  pieces.push(value.text.slice(rest));
  return pieces.join('');
}

/** The number of characters in the shortest prefix that matches the pattern, or -1. */
function shortestPrefix(codes: ReadonlyArray<number>, { segments: [first, ...others] }: Glob): number {
  if (!matchesAt(codes, first, 0)) return -1;
  return skipSegments(codes, others, first.elements.length);
}

/** The number of characters in the longest prefix that matches the pattern, or -1. */
function longestPrefix(codes: ReadonlyArray<number>, glob: Glob): number {
  return matchesAt(codes, glob.segments[0], 0) ? longestMatch(codes, glob, 0) : -1;
}

/** The end of the longest match that begins at an occurrence of the first segment, or -1. */
function longestMatch(codes: ReadonlyArray<number>, { segments: [first, ...others] }: Glob, start: number): number {
  const last = others.pop();
  const end = start + first.elements.length;
  if (last === undefined) return end;
  const room = skipSegments(codes, others, end);
  if (room === -1) return -1;
  if (last.elements.length === 0) return codes.length;
  const fromEnd = findFirst(backwards(codes), reverseSegment(last), 0);
  if (fromEnd === -1) return -1;
  return codes.length - fromEnd - last.elements.length >= room ? codes.length - fromEnd : -1;
}

/** The index behind segments that follow each other with any text between them, each as near as possible, or -1. */
function skipSegments(codes: ReadonlyArray<number>, segments: ReadonlyArray<GlobSegment>, from: number): number {
  let index = from;
  for (const segment of segments) {
    const found = findFirst(codes, segment, index);
    if (found === -1) return -1;
    index = found + segment.elements.length;
  }
  return index;
}

function backwards(codes: ReadonlyArray<number>): ReadonlyArray<number> {
  return [...codes].reverse();
}

function reverseGlob({ segments }: Glob): Glob {
  const [first, ...others] = segments.map(reverseSegment).reverse();
  return { segments: [first ?? { elements: [], literal: '' }, ...others] };
}
