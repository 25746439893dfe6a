import type { TextRange } from './split-documents.ts';

/** The range of a JSON value that is not parsed yet. */
export interface JsonValueRange extends TextRange {
  /** The number of its keys, at all depths. */
  readonly keys: number;
  /** True where it may have a number that JavaScript does not hold exactly. */
  readonly longNumbers: boolean;
}

/**
 * Finds the top-level objects of a text that may be JSON, and counts the keys of each. There is one object, or several
 * in a stream such as jq prints. The counts show keys that stand twice, because JSON.parse silently drops one of them.
 *
 * Nothing else is checked: JSON.parse refuses a text that is no JSON.
 *
 * @returns undefined where the text is not a row of objects, or is nested deeper than `maxDepth`
 */
export function scanJson(text: string, range: TextRange, maxDepth: number): ReadonlyArray<JsonValueRange> | undefined {
  const values: Array<JsonValueRange> = [];
  let value = { start: 0, keys: 0, longNumbers: false };
  let depth = 0;
  let digits = 0;
  for (let at = range.start; at < range.end; at++) {
    const code = text.charCodeAt(at);
    digits = code >= 0x30 && code <= 0x39 ? digits + 1 : 0;
    if (digits > mostExactDigits) value.longNumbers = true;
    if (depth === 0) {
      if (isJsonSpace(code)) continue;
      if (code !== openBrace) return undefined;
      value = { start: at, keys: 0, longNumbers: false };
    }
    if (code === quote) {
      at = endOfString(text, at, range.end);
      if (nextSignificant(text, at + 1, range.end) === colon) value.keys++;
    } else if (code === openBrace || code === openBracket) {
      depth++;
      if (depth > maxDepth) return undefined;
    } else if (code === closeBrace || code === closeBracket) {
      depth--;
      if (depth === 0) values.push({ ...value, end: at + 1 });
    }
  }
  return depth === 0 && values.length > 0 ? values : undefined;
}

/** The number of keys of a parsed value, at all depths. */
export function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countKeys(item), 0);
  let count = 0;
  for (const member of Object.values(value)) count += 1 + countKeys(member);
  return count;
}

/** Every whole number of 15 digits is exact in a double. */
const mostExactDigits = 15;

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** The index of the quote that ends the string which begins at `start`, or the end of the range. */
function endOfString(text: string, start: number, end: number): number {
  for (let at = start + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) at++;
    else if (code === quote) return at;
  }
  return end;
}

function nextSignificant(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isJsonSpace(text.charCodeAt(at))) at++;
  return at < end ? text.charCodeAt(at) : -1;
}

function isJsonSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
