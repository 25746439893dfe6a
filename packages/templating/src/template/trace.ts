import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { Expansion, Part, Template } from './ast.ts';
import { applyOperator, chooseOperand, type Evaluation, type Lookup, unreadable } from './evaluate.ts';
import { isOf, type Operator } from './operators.ts';
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
  /**
   * Whether the text was made of a secret: of the value of a secret variable, by whatever operator, of a default in the
   * place of one, or with one in an operand. An alternative is only where it holds one: that there is a secret is none.
   */
  readonly secret: boolean;
}

/**
 * What `evaluateTemplate` gives, in pieces: the texts of the spans, one after the other, are the text that the
 * template stands for. The one answer to where a text comes from, and whether it was made of a secret; the text alone is
 * to be had faster.
 *
 * @param isSecret - whether no one may see the value of the variable of that name, or a default in its place
 * @returns Left with the Problems of `evaluateTemplate`
 */
export function traceTemplate(
  template: Template,
  lookup: Lookup,
  isSecret: (name: string) => boolean = () => false,
): Either<ReadonlyNonEmptyArray<TemplateProblem>, ReadonlyArray<TraceSpan>> {
  const trace: Trace = {
    evaluation: {
      lookup: (name) => {
        if (isSecret(name)) trace.usedSecret = true;
        return lookup(name);
      },
      problems: undefined,
    },
    usedSecret: false,
  };
  try {
    const spans = traceParts(template.parts, trace);
    const { problems } = trace.evaluation;
    return problems === undefined ? right(spans) : left(problems);
  } catch {
    return left([unreadable()]);
  }
}

/** Whether any of the text that the spans stand for was made of a secret. */
export function isMadeOfSecret(spans: ReadonlyArray<TraceSpan>): boolean {
  return spans.some((span) => span.kind !== 'literal' && span.secret);
}

interface Trace {
  readonly evaluation: Evaluation;
  /** Whether a secret variable was asked for since this was last set back. */
  usedSecret: boolean;
}

function traceParts(parts: ReadonlyArray<Part>, trace: Trace): ReadonlyArray<TraceSpan> {
  return parts.map((part) =>
    part.kind === 'literal' ? { kind: 'literal', text: part.text } : traceExpansion(part, trace),
  );
}

function traceExpansion(expansion: Expansion, trace: Trace): TraceSpan {
  const { name, operator, offset, length } = expansion;
  trace.usedSecret = false;
  const value = trace.evaluation.lookup(name);
  const chosen = chooseOperand(expansion, value);
  if (chosen === undefined) {
    const text = applyOperator(expansion, value, trace.evaluation);
    const secret = trace.usedSecret && !isOf(operator, 'alternative');
    return { kind: 'variable', text, name, operator, offset, length, secret };
  }
  const standsForSecret = trace.usedSecret && !isOf(operator, 'alternative');
  const spans = traceParts(chosen.parts, trace);
  const text = spans.map((span) => span.text).join('');
  const secret = standsForSecret || isMadeOfSecret(spans);
  return {
    kind: isOf(operator, 'alternative') ? 'alternative' : 'default',
    text,
    name,
    operator,
    offset,
    length,
    secret,
    spans,
  };
}
