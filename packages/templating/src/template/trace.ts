import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { Expansion, Part, Template } from './ast.ts';
import { applyOperator, chooseOperand, type Evaluation, type Lookup, unreadable } from './evaluate.ts';
import { isOf, type Operator } from './operators.ts';
import type { TemplateProblem } from './template-problem.ts';

/** A piece of the text of a template, with its source. */
export type TraceSpan = LiteralSpan | VariableSpan | ChosenSpan;

/** Text of the template itself. */
export interface LiteralSpan {
  readonly kind: 'literal';
  /** The text; never empty. */
  readonly text: string;
}

/** The value of a variable, or the text that an operator made of it. */
export interface VariableSpan extends ExpansionSpan {
  readonly kind: 'variable';
}

/** The default of a variable that is absent, or the alternative (`:+`) of one that is present. */
export interface ChosenSpan extends ExpansionSpan {
  readonly kind: 'default' | 'alternative';
  /** The pieces of the operand. Their texts, put together, are {@link ExpansionSpan.text}. */
  readonly spans: ReadonlyArray<TraceSpan>;
}

/** The text that an expression was replaced by. */
export interface ExpansionSpan {
  /** The text. May be empty. */
  readonly text: string;
  /** The name of the variable. */
  readonly name: string;
  /** See {@link Operator}: the empty string for `${NAME}`, `length` for `${#NAME}`. */
  readonly operator: Operator;
  /** The offset of the expression in the template, in UTF-16 code units from 0. */
  readonly offset: number;
  /** The length of the expression, in UTF-16 code units. */
  readonly length: number;
  /**
   * True for a text that was made of a secret. This is the value of a secret variable under any operator, a default
   * that replaces one, or a text with a secret in an operand. An alternative is secret only if it holds a secret; the
   * fact that there is a secret is none.
   */
  readonly secret: boolean;
}

/**
 * Evaluates a template as `evaluateTemplate` does, in pieces: the texts of the spans, put together, are the text of the
 * template. Only this function tells where a text comes from, and if it was made of a secret. For the text alone,
 * `evaluateTemplate` is faster.
 *
 * @param isSecret - true for a variable whose value, or a default in its place, nobody may see
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

/** True where any text of the spans was made of a secret. */
export function isMadeOfSecret(spans: ReadonlyArray<TraceSpan>): boolean {
  return spans.some((span) => span.kind !== 'literal' && span.secret);
}

interface Trace {
  readonly evaluation: Evaluation;
  /** True where a secret variable was looked up since this was last reset. */
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
