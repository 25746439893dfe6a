import type { Document, YAMLParseError } from 'yaml';
import type { Line, LineParts } from './line.ts';

/** A place where the parser could not go on. */
export interface Failure {
  /** What the parser says, in its own words. */
  readonly error: YAMLParseError;
  /** The whole text; every offset counts in it. */
  readonly text: string;
  /** Where the parser gave up. */
  readonly at: number;
  /** Up to where. */
  readonly end: number;
  /** The line that has the place. */
  readonly line: Line;
  /** The parts of that line. */
  readonly parts: LineParts;
  /** What the parser made of the document. */
  readonly tree: Document.Parsed;
  /** Where the ranges of the tree begin in the text. */
  readonly base: number;
}

/** What somebody who writes a manifest did wrong. */
export interface Diagnosis {
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to do. */
  readonly hint?: string | undefined;
  /** The range of the text that is wrong. */
  readonly start: number;
  readonly end: number;
  /** The edit that cures it, where there is one. */
  readonly edit?: Edit | undefined;
}

/** A range of the text, and what to write in its place. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A mistake that people make: tells whether a failure is one of its kind. */
export type Mistake = (failure: Failure) => Diagnosis | undefined;

/** A text as messages show it: cut where it is long. */
export function clip(text: string): string {
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}

const longestShown = 80;
