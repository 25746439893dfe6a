import { readPlainScalar } from '../kubernetes-scalar.ts';
import { setOwn } from '../set-own.ts';
import { readFlow } from './flow.ts';
import { colon, dash, deepest, giveUp, isBlankFrom, type Lines, nextLine, skipSpaces, space } from './lines.ts';
import { doubleQuote, readBlockText, readPlainLines, readQuoted, readQuotedLine, singleQuote } from './scalars.ts';

/** Reads the list or object that begins at a line, and gives up at anything else. */
export function readBlock(lines: Lines, depth: number): unknown {
  if (depth > deepest) return giveUp(lines);
  return isItem(lines) ? readItems(lines, depth) : readFields(lines, depth);
}

function readItems(lines: Lines, depth: number): ReadonlyArray<unknown> {
  const { column } = lines;
  const items: Array<unknown> = [];
  while (lines.column === column && isItem(lines)) {
    lines.at += 2;
    lines.column += 2;
    items.push(readItem(lines, column, depth));
  }
  if (lines.column > column) giveUp(lines);
  return items;
}

function readItem(lines: Lines, column: number, depth: number): unknown {
  const { text, at } = lines;
  // More spaces, a comment or nothing behind a dash.
  if (isBlankFrom(lines, at) || text.charCodeAt(at) === space) return giveUp(lines);
  if (isItem(lines) || keyAt(lines) !== undefined) return readBlock(lines, depth + 1);
  return readInline(lines, column, depth);
}

function readFields(lines: Lines, depth: number): Readonly<Record<string, unknown>> {
  const { column } = lines;
  const value: Record<string, unknown> = {};
  while (lines.column === column) {
    const key = keyAt(lines);
    if (key === undefined || Object.hasOwn(value, key.name)) {
      giveUp(lines);
      break;
    }
    setOwn(value, key.name, readMember(lines, key.end + 1, depth));
  }
  if (lines.column > column) giveUp(lines);
  return value;
}

/** Reads the value behind the colon of a key: on its line, or on the lines below. */
function readMember(lines: Lines, behindColon: number, depth: number): unknown {
  const { column } = lines;
  if (!isBlankFrom(lines, behindColon)) {
    lines.at = skipSpaces(lines.text, behindColon);
    return readInline(lines, column, depth);
  }
  nextLine(lines);
  if (lines.column > column) return readBlock(lines, depth + 1);
  // The dashes of a list may stand below its key.
  return lines.column === column && isItem(lines) ? readItems(lines, depth + 1) : null;
}

/** A value that begins on the line of its key or dash. */
function readInline(lines: Lines, column: number, depth: number): unknown {
  switch (lines.text.charCodeAt(lines.at)) {
    case doubleQuote:
    case singleQuote:
      return readQuotedLine(lines);
    case 0x7c: // |
    case 0x3e: // >
      return readBlockText(lines, column);
    case 0x5b: // [
    case 0x7b: // {
      return readFlow(lines, column, depth + 1);
    default:
      return readPlainLines(lines, column);
  }
}

/** True at the dash of an item that has its value on the line. */
function isItem({ text, at, column }: Lines): boolean {
  return column !== -1 && text.charCodeAt(at) === dash && text.charCodeAt(at + 1) === space;
}

/**
 * The key at the beginning of a line, and the offset of its colon. Keys that are no plain words are left to the slow
 * reader.
 */
function keyAt({ text, at, end }: Lines): { readonly name: string; readonly end: number } | undefined {
  const first = text.charCodeAt(at);
  if (first === doubleQuote || first === singleQuote) {
    const quoted = readQuoted(text, at);
    return quoted !== undefined && quoted.end - at < longestKey && endsKey(text, quoted.end, end)
      ? { name: quoted.value, end: quoted.end }
      : undefined;
  }
  let stop = at;
  while (isWordCharacter(text.charCodeAt(stop))) stop++;
  if (stop === at || stop - at > longestKey || first === dash || !endsKey(text, stop, end)) return undefined;
  const name = text.slice(at, stop);
  return typeof readPlainScalar(name) === 'string' ? { name, end: stop } : undefined;
}

function endsKey(text: string, at: number, end: number): boolean {
  return text.charCodeAt(at) === colon && (at + 1 === end || text.charCodeAt(at + 1) === space);
}

/** True for a letter, a digit, `_`, `-`, `.` or `/`. */
function isWordCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x2d && code <= 0x39) || code === 0x5f
  );
}

/** A strict parser takes no key of more than 1024 characters. */
const longestKey = 200;
