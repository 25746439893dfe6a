import type { SourceExcerpt, SourcePosition, SourceSpan } from '../problem/problem.ts';
import { maskSecretLines } from '../secret/mask-lines.ts';

/** A text that resources are read from, with its lines. */
export interface SourceText {
  /** The name of the file, where the caller gave one. */
  readonly file?: string;
  /** The whole text. */
  readonly text: string;
  /**
   * The range from one offset to another, in UTF-16 code units, with the lines around it. A line break at the end of a
   * range is cut off. An empty range stands for its place.
   */
  readonly span: (start: number, end: number) => SourceSpan;
}

/** Makes a {@link SourceText}. The beginnings of its lines are found at the first question. */
export function sourceText(text: string, file?: string): SourceText {
  let lineStarts: ReadonlyArray<number> | undefined;
  const lines = (): ReadonlyArray<number> => {
    lineStarts ??= findLineStarts(text);
    return lineStarts;
  };
  const name = file === undefined ? {} : { file };
  return { ...name, text, span: (start, end) => ({ ...name, ...spanOf(text, lines(), start, end) }) };
}

function spanOf(text: string, lineStarts: ReadonlyArray<number>, start: number, end: number): SourceSpan {
  const from = clamp(start, 0, text.length);
  let to = clamp(end, from, text.length);
  while (to > from && isLineBreak(text.charCodeAt(to - 1))) to--;
  const first = positionAt(lineStarts, from);
  const last = positionAt(lineStarts, to);
  return { start: first, end: last, excerpt: excerptOf(text, lineStarts, first.line, last.line) };
}

/**
 * The lines of a range and two around them, with secrets masked. Only the first lines of a very long range are given.
 */
function excerptOf(text: string, lineStarts: ReadonlyArray<number>, from: number, to: number): SourceExcerpt {
  const firstLine = Math.max(1, from - context);
  const lastLine = Math.min(lineStarts.length, to + context, from + longestExcerpt);
  const lines: Array<string> = [];
  for (let line = firstLine; line <= lastLine; line++) {
    const begin = lineStarts[line - 1] ?? 0;
    const end = lineStarts[line] ?? text.length;
    lines.push(text.slice(begin, end).replace(/(?:\r\n|[\n\r\x85])$/, ''));
  }
  // After the last line break of a text there is no line that anybody sees.
  if (lastLine === lineStarts.length && lines.at(-1) === '' && to < lastLine) lines.pop();
  return { firstLine, lines: maskSecretLines(lines) };
}

const context = 2;
const longestExcerpt = 20;

function positionAt(lineStarts: ReadonlyArray<number>, offset: number): SourcePosition {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { offset, line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}

function findLineStarts(text: string): ReadonlyArray<number> {
  const starts = [0];
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|[\n\r\x85]/g)) starts.push(index + lineBreak.length);
  return starts;
}

function isLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x85;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
