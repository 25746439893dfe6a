import type { Document, YAMLParseError } from 'yaml';
import type { Line, LineParts } from './line.ts';

/** A place where the parser could not go on. */
export interface Failure {
  /** The parser's own words about it. */
  readonly error: YAMLParseError;
  /** The whole text. Every offset counts in it. */
  readonly text: string;
  /** The beginning of the range where the parser gave up. */
  readonly at: number;
  /** The end of that range. */
  readonly end: number;
  /** The line of the place. */
  readonly line: Line;
  /** The parts of that line. */
  readonly parts: LineParts;
  /** The tree that the parser made of the document. */
  readonly tree: Document.Parsed;
  /** The offset in the text from which the ranges of the tree count. */
  readonly base: number;
}

/** A mistake in a manifest, for the person who wrote it. */
export interface Diagnosis {
  /** One sentence without a full stop. */
  readonly message: string;
  /** The cure. */
  readonly hint?: string | undefined;
  /** The range of the text that is wrong. */
  readonly start: number;
  readonly end: number;
  /** The edit that cures it, where there is one. */
  readonly edit?: Edit | undefined;
}

/** A range of the text, and the text to write in its place. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A kind of mistake that people make. Its function gives the diagnosis of a failure that is of this kind. */
export type Mistake = (failure: Failure) => Diagnosis | undefined;

/** A text as messages show it, cut where it is long. */
export function clip(text: string): string {
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}

const longestShown = 80;
