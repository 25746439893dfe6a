import type { Problem } from '@stash-functions/core/decode';
import { makeTemplateProblem, type TemplateProblemCode } from './template-problem-code.ts';

/**
 * A Problem of one string. Its `path` is empty, because a string does not know its place. The function that resolves a
 * resource puts the path in front.
 */
export interface TemplateProblem extends Problem<TemplateProblemCode> {
  /** The smallest range of the template that holds the fault. */
  readonly span: TemplateSpan;
  /** The name of the variable, if the problem is about one. */
  readonly variable?: string;
}

/** A range of a template's text, in UTF-16 code units: `text.slice(offset, offset + length)`. */
export interface TemplateSpan {
  /** The first unit, from 0. */
  readonly offset: number;
  /**
   * The number of units: at least 1, except for a problem at the end of the text and for one that is not about a text.
   */
  readonly length: number;
}

/** The parts of a {@link TemplateProblem} that differ from one to the next. */
export interface TemplateProblemDetails {
  /** One sentence without a full stop. */
  readonly message: string;
  /** The text to write instead. */
  readonly hint?: string;
  /** See {@link TemplateProblem.variable}. */
  readonly variable?: string;
}

/** Makes a problem with an empty path and the severity of its code. */
export function templateProblem(
  code: TemplateProblemCode,
  span: TemplateSpan,
  { variable, ...details }: TemplateProblemDetails,
): TemplateProblem {
  const problem = makeTemplateProblem(code, details);
  return variable === undefined ? { ...problem, span } : { ...problem, span, variable };
}
