import { keyOfScalar, readPlainScalar, type ScalarValue } from '../kubernetes-scalar.ts';
import { isUnclosedTemplate } from '../unquoted-template.ts';
import { colon, endLine, endOfLine, giveUp, hash, type Lines, newline, nextLine, skipSpaces, space } from './lines.ts';

/** A quoted text on one line, with the offset behind it; undefined where the slow reader has to read it. */
export function readQuoted(text: string, at: number): Quoted | undefined {
  return text.charCodeAt(at) === doubleQuote ? readDouble(text, at) : readSingle(text, at);
}

/** See {@link readQuoted}. */
export interface Quoted {
  readonly value: string;
  readonly end: number;
}

/** The value that Kubernetes reads from a plain text. */
export function readPlain(lines: Lines, text: string): ScalarValue | undefined {
  const value = readPlainScalar(text);
  // A number that is rounded, or that JSON does not have, needs a problem.
  return typeof value === 'number' && keyOfScalar(text) !== String(value) ? giveUp(lines) : value;
}

/**
 * A text without quotes on one line, or on several lines that are indented deeper than its key or dash.
 *
 * @param column - the column of the key or the dash before it
 */
export function readPlainLines(lines: Lines, column: number): ScalarValue | undefined {
  const { text, at, end } = lines;
  const stop = endOfPlain(text, at, end);
  if (stop === -1 || beginsOtherwise(text, at)) return giveUp(lines);
  const first = text.slice(at, trimmedEnd(text, at, stop));
  if (stop < end && isUnclosedTemplate(first)) return giveUp(lines);
  nextLine(lines);
  if (lines.column <= column) return readPlain(lines, first);
  // A comment would end the text, and blank lines would be line breaks in it.
  if (stop < end) return giveUp(lines);
  const parts = [first];
  while (lines.column > column) {
    if (!lines.isNext || beginsOtherwise(text, lines.at)) return giveUp(lines);
    if (endOfPlain(text, lines.at, lines.end) !== lines.end) return giveUp(lines);
    parts.push(text.slice(lines.at, trimmedEnd(text, lines.at, lines.end)));
    nextLine(lines);
  }
  return lines.isGivenUp ? undefined : readPlain(lines, parts.join(' '));
}

/**
 * A text that keeps its lines (`|`), or folds them (`>`).
 *
 * @param column - the column of the key or the dash before it
 */
export function readBlockText(lines: Lines, column: number): string | undefined {
  const { text, at, end } = lines;
  const isFolded = text.charCodeAt(at) === greater;
  const chomp = text.charCodeAt(at + 1);
  const hasChomp = chomp === plus || chomp === minus;
  const headEnd = skipSpaces(text, at + (hasChomp ? 2 : 1));
  if (headEnd !== end) return giveUp(lines);
  const parts: Array<string> = [];
  let indent = -1;
  let breaks = 0;
  let start = end + 1;
  for (; start < text.length; start = lines.end + 1) {
    const first = skipSpaces(text, start);
    lines.end = endOfLine(text, first);
    if (first === lines.end) {
      if (first > start) return giveUp(lines);
      breaks++;
      continue;
    }
    if (indent === -1 && first - start > column) indent = first - start;
    if (indent === -1 || first - start < indent) {
      // A line that is indented less than the text but deeper than its key.
      if (first - start > Math.max(column, 0)) return giveUp(lines);
      break;
    }
    // Lines that are indented deeper are not folded.
    if (isFolded && (first - start > indent || lines.end === text.length)) return giveUp(lines);
    parts.push(breakBefore(isFolded, parts.length === 0, breaks), text.slice(start + indent, lines.end));
    breaks = 0;
  }
  if (parts.length === 0 || (start > text.length && chomp !== minus)) return giveUp(lines);
  if (chomp === plus) breaks++;
  else breaks = chomp === minus ? 0 : 1;
  lines.end = start - 1;
  nextLine(lines);
  return parts.join('') + '\n'.repeat(breaks);
}

function breakBefore(isFolded: boolean, isFirst: boolean, blankLines: number): string {
  if (isFirst) return '\n'.repeat(blankLines);
  if (!isFolded) return '\n'.repeat(blankLines + 1);
  return blankLines === 0 ? ' ' : '\n'.repeat(blankLines);
}

/** A quoted text that is the whole of a value. */
export function readQuotedLine(lines: Lines): string | undefined {
  const quoted = readQuoted(lines.text, lines.at);
  if (quoted === undefined) return giveUp(lines);
  endLine(lines, quoted.end);
  return quoted.value;
}

/**
 * The offset behind a plain text, before a comment or the end of the line. It is -1 if the text holds a colon of YAML.
 */
function endOfPlain(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === colon) {
      if (at + 1 === end || text.charCodeAt(at + 1) === space) return -1;
    } else if (code === hash && text.charCodeAt(at - 1) === space) return at;
  }
  return end;
}

/** True for a character that begins, or may begin, something other than a plain text. */
export function beginsOtherwise(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (!indicators.has(code)) return false;
  const next = text.charCodeAt(at + 1);
  return code !== minus || next === space || next === newline || Number.isNaN(next);
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && text.charCodeAt(at - 1) === space) at--;
  return at;
}

/** JSON has the same escapes, except for some that nobody writes. */
function readDouble(text: string, at: number): Quoted | undefined {
  let end = at + 1;
  let isEscaped = false;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === doubleQuote) break;
    if (code === newline) return undefined;
    if (code === backslash) {
      isEscaped = true;
      end++;
    }
  }
  if (end >= text.length) return undefined;
  const inside = text.slice(at + 1, end);
  if (!isEscaped) return { value: inside, end: end + 1 };
  if (!escapesOfJson.test(inside)) return undefined;
  const value: unknown = JSON.parse(`"${inside}"`);
  return typeof value === 'string' ? { value, end: end + 1 } : undefined;
}

function readSingle(text: string, at: number): Quoted | undefined {
  let end = text.indexOf("'", at + 1);
  while (end !== -1 && text.charCodeAt(end + 1) === singleQuote) end = text.indexOf("'", end + 2);
  if (end === -1) return undefined;
  const inside = text.slice(at + 1, end);
  if (inside.includes('\n')) return undefined;
  return { value: inside.replaceAll("''", "'"), end: end + 1 };
}

/** Without halves of surrogate pairs, which readers treat differently. */
const escapesOfJson = /^(?:[^\\]|\\["\\/bfnrt]|\\u(?![dD][89a-fA-F])[\da-fA-F]{4})*$/;

export const doubleQuote = 0x22;
export const singleQuote = 0x27;
const backslash = 0x5c;
const plus = 0x2b;
const minus = 0x2d;
const greater = 0x3e;

/** The characters that mean something at the beginning of a value. A dash does so only before a space. */
const indicators: ReadonlySet<number> = /* @__PURE__ */ new Set(
  Array.from('-?:,[]{}#&*!|>\'"%@`', (character) => character.charCodeAt(0)),
);
