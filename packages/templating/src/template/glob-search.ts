import { accepts, type GlobSegment } from './glob.ts';

/** True where a segment matches the characters that begin at an index. */
export function matchesAt(codes: ReadonlyArray<number>, { elements }: GlobSegment, start: number): boolean {
  if (start < 0 || start + elements.length > codes.length) return false;
  return elements.every((element, index) => accepts(element, codes[start + index] ?? -1));
}

/**
 * The first index from a given one on at which a segment occurs, or -1. An empty segment occurs at once. Takes the time
 * of {@link findAll}.
 */
export function findFirst(codes: ReadonlyArray<number>, segment: GlobSegment, from: number): number {
  if (segment.elements.length === 0) return from;
  return findAll(codes, segment, from, 1)[0] ?? -1;
}

/**
 * The indexes at which a segment that is not empty occurs, from a given index on, from left to right and without
 * overlap, up to a number of times. For n characters and a segment of m, the time is O(n + m) if the segment is
 * literal. With `?` or brackets it is O(n·⌈m/31⌉ + d·m), where d is the number of different characters.
 */
export function findAll(
  codes: ReadonlyArray<number>,
  segment: GlobSegment,
  from: number,
  limit: number,
): ReadonlyArray<number> {
  if (segment.elements.length > codes.length - from) return [];
  return segment.literal === undefined
    ? findByBits(codes, segment, from, limit)
    : findLiteral(codes, segment, from, limit);
}

/** Reverses a segment, to search in the reversed text. */
export function reverseSegment(segment: GlobSegment): GlobSegment {
  return { elements: [...segment.elements].reverse(), literal: segment.literal };
}

/** The algorithm of Knuth, Morris and Pratt: no character of the text is looked at again. */
function findLiteral(
  codes: ReadonlyArray<number>,
  { elements }: GlobSegment,
  from: number,
  limit: number,
): ReadonlyArray<number> {
  const borders = longestBorders(elements);
  const found: Array<number> = [];
  let matched = 0;
  for (let index = from; index < codes.length; index += 1) {
    while (matched > 0 && elements[matched] !== codes[index]) matched = borders[matched - 1] ?? 0;
    if (elements[matched] === codes[index]) matched += 1;
    if (matched < elements.length) continue;
    found.push(index - matched + 1);
    if (found.length === limit) break;
    matched = 0;
  }
  return found;
}

/** For each prefix, the length of the longest proper prefix of it that is also its suffix. */
function longestBorders(elements: ReadonlyArray<unknown>): ReadonlyArray<number> {
  const borders: Array<number> = [0];
  let length = 0;
  for (let index = 1; index < elements.length; index += 1) {
    while (length > 0 && elements[length] !== elements[index]) length = borders[length - 1] ?? 0;
    if (elements[length] === elements[index]) length += 1;
    borders.push(length);
  }
  return borders;
}

/**
 * The Shift-And algorithm (Baeza-Yates and Gonnet): bit i says that the elements up to i match the characters up to
 * here, and one step moves 31 of them. Borders would not work, because two characters that an element accepts need not
 * be equal.
 */
function findByBits(
  codes: ReadonlyArray<number>,
  { elements }: GlobSegment,
  from: number,
  limit: number,
): ReadonlyArray<number> {
  const words = Math.ceil(elements.length / bitsOfWord);
  const lastBit = 1 << ((elements.length - 1) % bitsOfWord);
  const state = new Int32Array(words);
  const masks = new Map<number, Int32Array>();
  const found: Array<number> = [];
  for (let index = from; index < codes.length; index += 1) {
    const code = codes[index] ?? -1;
    let mask = masks.get(code);
    if (mask === undefined) {
      mask = maskOf(elements, code, words);
      masks.set(code, mask);
    }
    let carry = 1;
    for (let word = 0; word < words; word += 1) {
      const before = state[word] ?? 0;
      state[word] = ((before << 1) | carry) & (mask[word] ?? 0);
      carry = (before >>> (bitsOfWord - 1)) & 1;
    }
    if (((state[words - 1] ?? 0) & lastBit) === 0) continue;
    found.push(index - elements.length + 1);
    if (found.length === limit) break;
    state.fill(0);
  }
  return found;
}

const bitsOfWord = 31;

/** The elements that accept a character, one bit each. */
function maskOf(elements: GlobSegment['elements'], code: number, words: number): Int32Array {
  const mask = new Int32Array(words);
  elements.forEach((element, index) => {
    if (!accepts(element, code)) return;
    const word = Math.floor(index / bitsOfWord);
    mask[word] = (mask[word] ?? 0) | (1 << (index % bitsOfWord));
  });
  return mask;
}
