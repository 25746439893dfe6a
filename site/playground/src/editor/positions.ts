import type { Text } from '@codemirror/state';
import type { Position, Range } from 'vscode-languageserver-types';

/** An offset of a document as a line and a column from 0. */
export function positionAt(document: Text, offset: number): Position {
  const line = document.lineAt(offset);
  return { line: line.number - 1, character: offset - line.from };
}

/** A range of a document as offsets. */
export function offsetsOf(document: Text, { start, end }: Range): { readonly from: number; readonly to: number } {
  const from = offsetAt(document, start);
  return { from, to: Math.max(from, offsetAt(document, end)) };
}

/** True where a range holds a position, or ends at it. */
export function holds({ start, end }: Range, { line, character }: Position): boolean {
  const isBehindStart = line > start.line || (line === start.line && character >= start.character);
  const isBeforeEnd = line < end.line || (line === end.line && character <= end.character);
  return isBehindStart && isBeforeEnd;
}

/** The offset of a position; the nearest one where the document has changed meanwhile. */
function offsetAt(document: Text, { line, character }: Position): number {
  if (line >= document.lines) return document.length;
  const { from, to } = document.line(line + 1);
  return Math.min(from + character, to);
}
