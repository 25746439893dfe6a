import { setOwn } from '../set-own.ts';
import { colon, deepest, endLine, endOfLine, giveUp, hash, type Lines, newline, skipSpaces, space } from './lines.ts';
import { beginsOtherwise, doubleQuote, readPlain, readQuoted, singleQuote } from './scalars.ts';

/**
 * Reads a list or an object in brackets that is a whole value. It stands on one line, or on several lines that are
 * indented deeper than its key or dash.
 *
 * @param column - the column of the key or the dash before it
 */
export function readFlow(lines: Lines, column: number, depth: number): unknown {
  const flow: Flow = { lines, column, at: lines.at };
  const value = readCollection(flow, depth);
  if (!lines.isGivenUp) endLine(lines, flow.at);
  return value;
}

/** The state of reading in brackets. */
interface Flow {
  readonly lines: Lines;
  readonly column: number;
  /** The offset of the next character. */
  at: number;
}

function readCollection(flow: Flow, depth: number): unknown {
  if (depth > deepest) return giveUp(flow.lines);
  return flow.lines.text.charCodeAt(flow.at) === openBracket ? readList(flow, depth) : readObject(flow, depth);
}

function readList(flow: Flow, depth: number): ReadonlyArray<unknown> {
  const items: Array<unknown> = [];
  for (let next = after(flow); next !== closeBracket; next = separated(flow, closeBracket)) {
    items.push(readValue(flow, depth));
    if (flow.lines.isGivenUp) break;
  }
  flow.at++;
  return items;
}

function readObject(flow: Flow, depth: number): Readonly<Record<string, unknown>> {
  const value: Record<string, unknown> = {};
  for (let next = after(flow); next !== closeBrace; next = separated(flow, closeBrace)) {
    const key = readValue(flow, depth, true);
    const { text } = flow.lines;
    const isKey = typeof key === 'string' && !Object.hasOwn(value, key) && text.charCodeAt(flow.at) === colon;
    if (!isKey || text.charCodeAt(flow.at + 1) !== space || flow.lines.isGivenUp) {
      giveUp(flow.lines);
      break;
    }
    after(flow);
    setOwn(value, key, readValue(flow, depth));
    if (flow.lines.isGivenUp) break;
  }
  flow.at++;
  return value;
}

/** Moves behind a bracket, a comma or a colon, to the next character that is no space. */
function after(flow: Flow): number {
  flow.at++;
  return skipBlanks(flow);
}

/** Moves behind the comma between two members, to the next of them, or to the bracket that closes. */
function separated(flow: Flow, close: number): number {
  const next = skipBlanks(flow);
  if (next === close) return close;
  if (next === comma && after(flow) !== close) return flow.lines.text.charCodeAt(flow.at);
  giveUp(flow.lines);
  return close;
}

/** Moves to the next character that is neither a space nor a line break. */
function skipBlanks(flow: Flow): number {
  const { lines, column } = flow;
  const { text } = lines;
  flow.at = skipSpaces(text, flow.at);
  while (text.charCodeAt(flow.at) === newline) {
    const start = flow.at + 1;
    flow.at = skipSpaces(text, start);
    if (text.charCodeAt(flow.at) !== newline && flow.at - start <= Math.max(column, 0)) giveUp(lines);
    lines.end = endOfLine(text, flow.at);
  }
  const code = text.charCodeAt(flow.at);
  if (code === hash || Number.isNaN(code)) giveUp(lines);
  return lines.isGivenUp ? Number.NaN : code;
}

function readValue(flow: Flow, depth: number, isKey = false): unknown {
  const { lines } = flow;
  const { text } = lines;
  const code = text.charCodeAt(flow.at);
  if (code === openBracket || code === openBrace) {
    return isKey ? giveUp(lines) : readCollection(flow, depth + 1);
  }
  if (code === doubleQuote || code === singleQuote) {
    const quoted = readQuoted(text, flow.at);
    if (quoted === undefined) return giveUp(lines);
    flow.at = quoted.end;
    return quoted.value;
  }
  if (beginsOtherwise(text, flow.at)) return giveUp(lines);
  plain.lastIndex = flow.at;
  const [written = ''] = plain.exec(text) ?? [];
  flow.at += written.length;
  if (written === '') return giveUp(lines);
  const value = readPlain(lines, written);
  // A text goes on with the next line, and a bracket in it belongs to YAML.
  return isEndOfPlain(flow) ? value : giveUp(lines);
}

/** True before a comma, a bracket that closes, or the colon of a key. */
function isEndOfPlain({ lines: { text }, at }: Flow): boolean {
  const code = text.charCodeAt(skipSpaces(text, at));
  return (
    code === comma || code === closeBracket || code === closeBrace || (code === colon && text.charCodeAt(at) === colon)
  );
}

/** A text in brackets on one line, up to the colon of a key. */
const plain = /(?:[^\s,[\]{}:#]|:(?![\s,[\]{}])|(?<! )#| +(?![\s,[\]{}#:]))+/y;

const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
