import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { Expansion, Operator, Part, Template } from './ast.ts';
import { applyOperator, chooseOperand, type Evaluation, type Lookup } from './evaluate.ts';
import type { TemplateProblem } from './template-problem.ts';

/** A piece of the text that a template stands for, and what it came from. */
export type TraceSpan = LiteralSpan | VariableSpan | ChosenSpan;

/** Text of the template itself. */
export interface LiteralSpan {
  readonly kind: 'literal';
  /** Never empty. */
  readonly text: string;
}

/** The value of a variable, or what an operator made of it. */
export interface VariableSpan extends ExpansionSpan {
  readonly kind: 'variable';
}

/** The default of a variable that is absent, or the alternative (`:+`) of one that is present. */
export interface ChosenSpan extends ExpansionSpan {
  readonly kind: 'default' | 'alternative';
  /** What the operand consists of: their texts concatenate to {@link ExpansionSpan.text}. */
  readonly spans: ReadonlyArray<TraceSpan>;
}

/** What an expression was replaced by. */
export interface ExpansionSpan {
  /** May be empty. */
  readonly text: string;
  /** Of the variable. */
  readonly name: string;
  /** See {@link Operator}: the empty string for `${NAME}`, `length` for `${#NAME}`. */
  readonly operator: Operator;
  /** Of the expression in the template, in UTF-16 code units from 0. */
  readonly offset: number;
  /** Of the expression, in UTF-16 code units. */
  readonly length: number;
}

/**
 * What `evaluateTemplate` gives, in pieces: the texts of the spans, one after the other, are the text that the
 * template stands for. For explanations; evaluation itself is faster.
 *
 * @returns Left with the Problems of `evaluateTemplate`
 */
export function traceTemplate(
  template: Template,
  lookup: Lookup,
): Either<ReadonlyNonEmptyArray<TemplateProblem>, ReadonlyArray<TraceSpan>> {
  const evaluation: Evaluation = { lookup, problems: undefined };
  const spans = traceParts(template.parts, evaluation);
  return evaluation.problems === undefined ? right(spans) : left(evaluation.problems);
}

function traceParts(parts: ReadonlyArray<Part>, evaluation: Evaluation): ReadonlyArray<TraceSpan> {
  return parts.map((part) =>
    part.kind === 'literal' ? { kind: 'literal', text: part.text } : traceExpansion(part, evaluation),
  );
}

function traceExpansion(expansion: Expansion, evaluation: Evaluation): TraceSpan {
  const { name, operator, offset, length } = expansion;
  const value = evaluation.lookup(name);
  const chosen = chooseOperand(expansion, value);
  if (chosen === undefined) {
    return { kind: 'variable', text: applyOperator(expansion, value, evaluation), name, operator, offset, length };
  }
  const spans = traceParts(chosen.parts, evaluation);
  const text = spans.map((span) => span.text).join('');
  return { kind: operator === ':+' ? 'alternative' : 'default', text, name, operator, offset, length, spans };
}
