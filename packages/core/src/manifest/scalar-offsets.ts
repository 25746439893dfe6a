import type { Scalar } from 'yaml';
import type { TextRange } from './split-documents.ts';

/**
 * Finds the range of the source that wrote a range of a scalar's string. It sees through quotes, escapes, indentation
 * and folded lines.
 *
 * @param text - the text to which the ranges of the scalar refer
 * @param offset - UTF-16 code units from the beginning of the string
 * @returns undefined where an end of the range has no place of its own in the source, such as a folded line break
 */
export function scalarRange(scalar: Scalar, text: string, offset: number, length: number): TextRange | undefined {
  const value = scalar.value;
  if (typeof value !== 'string' || scalar.range === undefined || scalar.range === null) return undefined;
  const pieces = align(sourcePieces(text, scalar.type ?? 'PLAIN', scalar.range[0], scalar.range[1]), value);
  if (pieces === undefined) return undefined;
  const start = pieces.find((piece) => offset >= piece.at && offset < piece.at + piece.value.length);
  const last = length === 0 ? offset : offset + length - 1;
  const end = pieces.find((piece) => last >= piece.at && last < piece.at + piece.value.length);
  if (start === undefined || end === undefined) return undefined;
  return {
    start: placeIn(start, offset - start.at),
    end: length === 0 ? placeIn(start, offset - start.at) : behind(end, last - end.at),
  };
}

/** A part of a scalar's source on one line, and the part of the string that it writes. */
interface Piece {
  /** The first code unit in the source. */
  readonly start: number;
  /** The number of code units in the source. */
  readonly length: number;
  /** The part of the string. It is as long as the source, unless the source is an escape, which counts as a whole. */
  readonly value: string;
  /** True for the first piece of its line. Before it, the string may have white space for line breaks. */
  readonly opensLine: boolean;
}

interface PlacedPiece extends Piece {
  /** The offset of its value in the string. */
  readonly at: number;
}

function placeIn(piece: PlacedPiece, within: number): number {
  return piece.value.length === piece.length ? piece.start + within : piece.start;
}

function behind(piece: PlacedPiece, within: number): number {
  return piece.value.length === piece.length ? piece.start + within + 1 : piece.start + piece.length;
}

/** The place of each piece in the string. Undefined where one of them is not there, so that no wrong place is given. */
function align(pieces: ReadonlyArray<Piece>, value: string): ReadonlyArray<PlacedPiece> | undefined {
  const placed: Array<PlacedPiece> = [];
  let at = 0;
  for (const piece of pieces) {
    while (piece.opensLine && !value.startsWith(piece.value, at) && isFolded(value.charCodeAt(at))) at++;
    if (!value.startsWith(piece.value, at)) return undefined;
    placed.push({ ...piece, at });
    at += piece.value.length;
  }
  return placed;
}

/** True for the characters that a line break of the source can become. */
function isFolded(code: number): boolean {
  return code === 0x20 || code === 0x0a;
}

function sourcePieces(text: string, type: string, start: number, end: number): ReadonlyArray<Piece> {
  if (type.startsWith('BLOCK')) return blockPieces(text, start, end);
  const quoted = type.startsWith('QUOTE');
  const inner = linesOf(text, quoted ? start + 1 : start, quoted ? end - 1 : end);
  const pieces: Array<Piece> = [];
  for (const [index, line] of inner.entries()) {
    const trimmed = trimLine(text, line, index > 0, index < inner.length - 1);
    pieces.push(...linePieces(text, trimmed, type));
  }
  return pieces;
}

/** The content of a block scalar: the lines behind its header, without their indentation. */
function blockPieces(text: string, start: number, end: number): ReadonlyArray<Piece> {
  const header = text.indexOf('\n', start);
  if (header === -1 || header >= end) return [];
  const lines = linesOf(text, header + 1, end);
  const indentation = Math.min(...lines.filter((line) => line.end > line.start).map((line) => spacesAt(text, line)));
  return lines.map((line) => {
    const begin = Math.min(line.start + indentation, line.end);
    return { start: begin, length: line.end - begin, value: text.slice(begin, line.end), opensLine: true };
  });
}

function spacesAt(text: string, { start, end }: TextRange): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === 0x20) at++;
  return at === end ? Number.POSITIVE_INFINITY : at - start;
}

function linesOf(text: string, start: number, end: number): ReadonlyArray<TextRange> {
  const lines: Array<TextRange> = [];
  let begin = start;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', begin)) {
    lines.push({ start: begin, end: text.charCodeAt(at - 1) === 0x0d && at > begin ? at - 1 : at });
    begin = at + 1;
  }
  lines.push({ start: begin, end });
  return lines;
}

/** Cuts off the white space around a line break inside a flow scalar, which is not part of its value. */
function trimLine(text: string, { start, end }: TextRange, left: boolean, right: boolean): TextRange {
  let from = start;
  let to = end;
  while (left && from < to && isBlank(text.charCodeAt(from))) from++;
  while (right && to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** Cuts a line at its escapes: `''` in single quotes, `\…` in double quotes. */
function linePieces(text: string, { start, end }: TextRange, type: string): ReadonlyArray<Piece> {
  const line = text.slice(start, end);
  const escapes = type === 'QUOTE_SINGLE' ? /''/g : type === 'QUOTE_DOUBLE' ? doubleQuotedEscape : undefined;
  const pieces: Array<Piece> = [];
  let at = 0;
  const push = (from: number, length: number, value: string): void => {
    if (length > 0) pieces.push({ start: start + from, length, value, opensLine: from === 0 });
  };
  for (const match of escapes === undefined ? [] : line.matchAll(escapes)) {
    push(at, match.index - at, line.slice(at, match.index));
    push(match.index, match[0].length, unescapePiece(match[0]));
    at = match.index + match[0].length;
  }
  push(at, line.length - at, line.slice(at));
  return pieces;
}

const doubleQuotedEscape = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|.|$)/gs;

/** Two surrogates that are escaped one by one make two pieces of one code unit each. */
function unescapePiece(source: string): string {
  if (source === "''") return "'";
  const hex = /^\\[xuU]([\da-f]+)$/i.exec(source)?.[1];
  if (hex === undefined) return escapes.get(source.slice(1)) ?? source.slice(1);
  const code = Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1B'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['N', '\x85'],
  ['_', '\xA0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);
