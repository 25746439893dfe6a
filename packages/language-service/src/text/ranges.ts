import type { SourceSpan } from '@stash-functions/core';
import type { Position, Range } from 'vscode-languageserver-types';

/**
 * Converts a span of core, which counts lines and columns from 1, into a range of the protocol, which counts from 0.
 */
export function rangeOf({ start, end }: SourceSpan): Range {
  return {
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  };
}

/** True for a position in a range. Its end counts too, since the cursor stands there behind a word. */
export function holds({ start, end }: Range, position: Position): boolean {
  return !isBefore(position, start) && !isBefore(end, position);
}

/** True for two ranges that share a position. */
export function overlap(one: Range, other: Range): boolean {
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
