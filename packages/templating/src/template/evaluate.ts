import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { Expansion, Operand, Part, Template } from './ast.ts';
import { emptyVariable, unresolvedVariable } from './evaluation-problem.ts';
import { compileGlob, escapeGlob, type Glob } from './glob.ts';
import { ruleOf } from './operators.ts';
import { printParts } from './print.ts';
import { scanInteger } from './scan.ts';
import { evaluateSimple } from './simple-template.ts';
import { invalidNumber } from './syntax-problem.ts';
import { type TemplateProblem, templateProblem } from './template-problem.ts';

/** Gives the value of a variable, or undefined where it is absent. */
export type Lookup = (name: string) => string | undefined;

/**
 * Evaluates a template to its text. Never throws. The lookup is only asked for variables that the text depends on: a
 * default is evaluated only where its variable is absent.
 *
 * Operators mean the same as in bash, with two rules of the model. A variable that is present wins over a default even
 * if it is empty. A variable that is absent and has no default is a Problem. Values are data: they are never parsed
 * again, and match literally in a pattern.
 *
 * @returns Left with every Problem: `unresolved-variable`, `empty-variable`, and for an offset or a length that comes
 * from a variable `invalid-offset`, `invalid-length`, `negative-length`. No Problem shows a value
 */
export function evaluateTemplate(
  template: Template,
  lookup: Lookup,
): Either<ReadonlyNonEmptyArray<TemplateProblem>, string> {
  try {
    const { parts, simple } = template;
    const known = simple === undefined ? undefined : evaluateSimple(simple, lookup);
    if (known !== undefined) return right(known);
    const evaluation: Evaluation = { lookup, problems: undefined };
    const text = evaluateParts(parts, evaluation);
    return evaluation.problems === undefined ? right(text) : left(evaluation.problems);
  } catch {
    return left([unreadable()]);
  }
}

/** The Problem of a template that the parser did not make, or of a lookup that is no function or throws. */
export function unreadable(): TemplateProblem {
  const message = 'the template is not what `parseTemplate` gives, or its variables cannot be looked up';
  return templateProblem('input-invalid', { offset: 0, length: 0 }, { message });
}

/** One evaluation under way. */
export interface Evaluation {
  readonly lookup: Lookup;
  /** The problems; undefined as long as there are none. */
  problems: [TemplateProblem, ...Array<TemplateProblem>] | undefined;
}

/** The text of some parts. Where there are problems, the text does not matter. */
export function evaluateParts(parts: ReadonlyArray<Part>, evaluation: Evaluation): string {
  let text = '';
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    if (part === undefined) break;
    text += part.kind === 'literal' ? part.text : evaluateExpansion(part, evaluation);
  }
  return text;
}

/** The text of an expansion. */
function evaluateExpansion(expansion: Expansion, evaluation: Evaluation): string {
  const value = evaluation.lookup(expansion.name);
  // Most expressions are like this. The table of operators gives the same result, but asking it takes as long as all
  // the rest.
  if (value !== undefined && expansion.operator === '') return value;
  const chosen = chooseOperand(expansion, value);
  return chosen === undefined ? applyOperator(expansion, value, evaluation) : evaluateText(chosen, evaluation);
}

/** The default or the alternative of an expansion, if it is the one to use. */
export function chooseOperand({ operator, operands }: Expansion, value: string | undefined): Operand | undefined {
  switch (ruleOf(operator).family) {
    case 'default':
      return value === undefined ? operands[0] : undefined;
    case 'alternative':
      return value === undefined || value === '' ? undefined : operands[0];
    default:
      return undefined;
  }
}

/** The text that an operator makes of the value, where no default or alternative replaces it. */
export function applyOperator(expansion: Expansion, value: string | undefined, evaluation: Evaluation): string {
  const entry = ruleOf(expansion.operator);
  const [first, second] = expansion.operands;
  if (entry.family === 'alternative') return '';
  if (value === undefined) {
    report(evaluation, unresolvedVariable(expansion));
    // Other faults in the expression are reported at the same time, except in the text of a message.
    if (entry.family !== 'demand') for (const { parts } of expansion.operands) evaluateParts(parts, evaluation);
    return '';
  }
  switch (entry.family) {
    case 'value':
    case 'default':
      return value;
    case 'demand':
      if (value === '') report(evaluation, emptyVariable(expansion));
      return value;
    case 'length':
    case 'case':
      return entry.apply(value);
    case 'trim':
      return entry.apply(value, evaluatePattern(first, evaluation));
    case 'replace':
      return entry.apply(value, evaluatePattern(first, evaluation), evaluateText(second, evaluation));
    case 'substring': {
      const offset = evaluateNumber(expansion, first, 'invalid-offset', evaluation) ?? 0;
      return entry.apply(value, offset, evaluateLength(expansion, second, evaluation));
    }
  }
}

/** The text of an operand; empty for one that is left out. */
function evaluateText(operand: Operand | undefined, evaluation: Evaluation): string {
  if (operand === undefined) return '';
  return typeof operand.constant === 'string' ? operand.constant : evaluateParts(operand.parts, evaluation);
}

function evaluatePattern(operand: Operand | undefined, evaluation: Evaluation): Glob {
  if (typeof operand?.constant === 'object') return operand.constant;
  let pattern = '';
  for (const part of operand?.parts ?? []) {
    pattern += part.kind === 'literal' ? part.text : escapeGlob(evaluateExpansion(part, evaluation));
  }
  return compileGlob(pattern);
}

function evaluateLength(
  expansion: Expansion,
  operand: Operand | undefined,
  evaluation: Evaluation,
): number | undefined {
  const length = evaluateNumber(expansion, operand, 'invalid-length', evaluation);
  if (length !== undefined && length < 0) {
    report(evaluation, invalidNumber('negative-length', expansion, printParts(operand?.parts ?? [])));
  }
  return length;
}

/** The number of an operand: undefined for one that is left out, 0 where there is a problem. */
function evaluateNumber(
  expansion: Expansion,
  operand: Operand | undefined,
  code: 'invalid-offset' | 'invalid-length',
  evaluation: Evaluation,
): number | undefined {
  if (operand === undefined) return undefined;
  const { parts, constant } = operand;
  if (typeof constant === 'number') return constant;
  const before = evaluation.problems?.length;
  const number = scanInteger(evaluateParts(parts, evaluation));
  // If a variable is absent, that is the problem, and not the number that is missing because of it.
  if (number === undefined && evaluation.problems?.length === before) {
    report(evaluation, invalidNumber(code, expansion, printParts(parts)));
  }
  return number ?? 0;
}

function report(evaluation: Evaluation, problem: TemplateProblem): void {
  if (evaluation.problems === undefined) evaluation.problems = [problem];
  else evaluation.problems.push(problem);
}
