import type { Problem } from '@stash-functions/core/decode';
import { makeTemplateProblem, type TemplateProblemCode } from './template-problem-code.ts';

/**
 * A Problem of one string. Its `path` is empty: the string does not know where it stands, and whoever resolves a
 * resource puts the path in front.
 */
export interface TemplateProblem extends Problem<TemplateProblemCode> {
  /** The smallest range of the template that is wrong. */
  readonly span: TemplateSpan;
  /** The name of the variable in question, where the problem is one of a variable. */
  readonly variable?: string;
}

/** A range of a template's text, in UTF-16 code units: `text.slice(offset, offset + length)`. */
export interface TemplateSpan {
  /** Of the first unit, from 0. */
  readonly offset: number;
  /** At least 1, but for a problem at the end of the text, and for one that is not about a text. */
  readonly length: number;
}

/** The parts of a {@link TemplateProblem} that differ from one to the next. */
export interface TemplateProblemDetails {
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to write instead. */
  readonly hint?: string;
  /** See {@link TemplateProblem.variable}. */
  readonly variable?: string;
}

/** A problem with an empty path, of the severity that its code has. */
export function templateProblem(
  code: TemplateProblemCode,
  span: TemplateSpan,
  { variable, ...details }: TemplateProblemDetails,
): TemplateProblem {
  const problem = makeTemplateProblem(code, details);
  return variable === undefined ? { ...problem, span } : { ...problem, span, variable };
}
