import type { SourceSpan } from '@stash-functions/core';
import type { Position, Range } from 'vscode-languageserver-types';

/** A span of core, whose lines and columns are from 1, as a range of the protocol, whose are from 0. */
export function rangeOf({ start, end }: SourceSpan): Range {
  return {
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  };
}

/** Whether a position lies in a range; at its end counts, where the cursor stands behind a word. */
export function holds({ start, end }: Range, position: Position): boolean {
  return !isBefore(position, start) && !isBefore(end, position);
}

/** Whether two ranges have a position in common. */
export function overlap(one: Range, other: Range): boolean {
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
