/** A text as Unicode code points, in which patterns, offsets and lengths count. A lone surrogate counts as one. */
export interface Characters {
  readonly text: string;
  readonly codes: ReadonlyArray<number>;
}

/** The code points of a text. */
export function toCharacters(text: string): Characters {
  const codes: Array<number> = [];
  for (let offset = 0; offset < text.length; offset += 1) {
    let code = text.charCodeAt(offset);
    if (isHighSurrogate(code)) {
      code = text.codePointAt(offset) ?? code;
      if (code > 0xffff) offset += 1;
    }
    codes.push(code);
  }
  return { text, codes };
}

/** The text between two positions, both counted in code points. */
export function sliceCharacters({ text, codes }: Characters, start: number, end: number): string {
  if (codes.length === text.length) return text.slice(start, end);
  let unit = 0;
  for (let index = 0; index < start; index += 1) unit += (codes[index] ?? 0) > 0xffff ? 2 : 1;
  const from = unit;
  for (let index = start; index < end; index += 1) unit += (codes[index] ?? 0) > 0xffff ? 2 : 1;
  return text.slice(from, unit);
}

/** The number of code points in a text. */
export function countCharacters(text: string): number {
  let count = text.length;
  for (let offset = 0; offset < text.length - 1; offset += 1) {
    if (isHighSurrogate(text.charCodeAt(offset)) && isLowSurrogate(text.charCodeAt(offset + 1))) {
      count -= 1;
      offset += 1;
    }
  }
  return count;
}

/**
 * The part of a text that `${NAME:offset:length}` stands for. It begins at the offset, or counted from the end if the
 * offset is negative, and has the length or goes to the end. It is empty where the offset lies outside the text. Only
 * the characters up to its end are looked at, or those from its beginning for a negative offset.
 */
export function substring(text: string, offset: number, length: number = Number.POSITIVE_INFINITY): string {
  const start = offset < 0 ? backward(text, -offset) : forward(text, 0, offset);
  if (start === undefined) return '';
  return length >= text.length ? text.slice(start) : text.slice(start, forward(text, start, length));
}

/** The UTF-16 offset behind a number of characters; undefined if the text is shorter. */
function forward(text: string, from: number, count: number): number | undefined {
  let unit = from;
  for (let passed = 0; passed < count; passed += 1) {
    if (unit >= text.length) return undefined;
    unit += isPair(text, unit) ? 2 : 1;
  }
  return unit;
}

/** The UTF-16 offset at which a number of characters is left to the end; undefined if the text is shorter. */
function backward(text: string, count: number): number | undefined {
  let unit = text.length;
  for (let passed = 0; passed < count; passed += 1) {
    if (unit <= 0) return undefined;
    unit -= isPair(text, unit - 2) ? 2 : 1;
  }
  return unit;
}

function isPair(text: string, unit: number): boolean {
  return isHighSurrogate(text.charCodeAt(unit)) && isLowSurrogate(text.charCodeAt(unit + 1));
}

/** True for a text that can be cut out of another by UTF-16 units and never splits a surrogate pair. */
export function hasWholeEdges(text: string): boolean {
  return !isLowSurrogate(text.charCodeAt(0)) && !isHighSurrogate(text.charCodeAt(text.length - 1));
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
