import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type {
  Expansion,
  NumberOperand,
  Operator,
  Part,
  PatternOperand,
  SubstringExpansion,
  Template,
  TextOperand,
} from './ast.ts';
import { countCharacters, substring } from './characters.ts';
import { emptyVariable, unresolvedVariable } from './evaluation-problem.ts';
import { compileGlob, escapeGlob, type Glob } from './glob.ts';
import { changeCase } from './letter-case.ts';
import { replace, trim } from './pattern.ts';
import { printParts } from './print.ts';
import { scanInteger } from './scan.ts';
import { evaluateSimple } from './simple-template.ts';
import { invalidNumber } from './syntax-problem.ts';
import type { TemplateProblem } from './template-problem.ts';

/** The value of a variable, or undefined where it is absent. */
export type Lookup = (name: string) => string | undefined;

/**
 * The text that a template stands for. Never throws, and asks the lookup for nothing but the variables that the text
 * depends on: a default is evaluated only where its variable is absent.
 *
 * Operators mean what bash means by them, with two rules of the model: a variable that is present wins over a default
 * even when it is empty, and one that is absent without a default is a Problem. Values are data: never parsed again,
 * and matched as they are where they stand in a pattern.
 *
 * @returns Left with every Problem: `unresolved-variable`, `empty-variable`, and for an offset or a length that came
 * out of a variable `invalid-offset`, `invalid-length`, `negative-length`. None of them holds a value
 */
export function evaluateTemplate(
  template: Template,
  lookup: Lookup,
): Either<ReadonlyNonEmptyArray<TemplateProblem>, string> {
  const { parts, simple } = template;
  const known = simple === undefined ? undefined : evaluateSimple(simple, lookup);
  if (known !== undefined) return right(known);
  const evaluation: Evaluation = { lookup, problems: undefined };
  const text = evaluateParts(parts, evaluation);
  return evaluation.problems === undefined ? right(text) : left(evaluation.problems);
}

/** One evaluation under way. */
export interface Evaluation {
  readonly lookup: Lookup;
  /** undefined as long as there is none. */
  problems: [TemplateProblem, ...Array<TemplateProblem>] | undefined;
}

/** The text of some parts; what it is where there are problems does not matter. */
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
  if (value !== undefined && isValueItself(expansion.operator)) return value;
  const chosen = chooseOperand(expansion, value);
  if (chosen !== undefined) return evaluateOperand(chosen, evaluation);
  return applyOperator(expansion, value, evaluation);
}

/** Whether an expression stands for the value of its variable, where that is present. */
function isValueItself(operator: Operator): boolean {
  return operator === '' || operator === ':=' || operator === ':-' || operator === '=';
}

/** The default or the alternative, where that is what an expansion stands for. */
export function chooseOperand({ operator, operands }: Expansion, value: string | undefined): TextOperand | undefined {
  switch (operator) {
    case ':=':
    case ':-':
    case '=':
      return value === undefined ? operands[0] : undefined;
    case ':+':
      return value === undefined || value === '' ? undefined : operands[0];
    default:
      return undefined;
  }
}

/** What an operator makes of the value, where no default and no alternative takes its place. */
export function applyOperator(expansion: Expansion, value: string | undefined, evaluation: Evaluation): string {
  const { operator, operands } = expansion;
  if (operator === ':+') return '';
  if (value === undefined) {
    report(evaluation, unresolvedVariable(expansion));
    // What else is wrong with the expression is to be reported at the same time.
    if (operator !== ':?') for (const operand of operands) evaluateParts(operand.parts, evaluation);
    return '';
  }
  switch (operator) {
    case '':
    case ':=':
    case ':-':
    case '=':
      return value;
    case ':?':
      if (value === '') report(evaluation, emptyVariable(expansion));
      return value;
    case 'length':
      return String(countCharacters(value));
    case '^':
    case '^^':
    case ',':
    case ',,':
      return changeCase(value, operator);
    case '#':
    case '##':
    case '%':
    case '%%':
      return trim(value, operator, evaluatePattern(operands[0], evaluation));
    case '/':
    case '//':
    case '/#':
    case '/%': {
      const [pattern, replacement] = operands;
      const glob = evaluatePattern(pattern, evaluation);
      const text = replacement === undefined ? '' : evaluateOperand(replacement, evaluation);
      return replace(value, operator, glob, text);
    }
    case ':':
      return evaluateSubstring(expansion, operands, value, evaluation);
  }
}

function evaluateOperand({ parts, constant }: TextOperand, evaluation: Evaluation): string {
  return constant === undefined ? evaluateParts(parts, evaluation) : constant;
}

function evaluatePattern({ parts, constant }: PatternOperand, evaluation: Evaluation): Glob {
  if (constant !== undefined) return constant;
  let pattern = '';
  for (const part of parts) {
    pattern += part.kind === 'literal' ? part.text : escapeGlob(evaluateExpansion(part, evaluation));
  }
  return compileGlob(pattern);
}

function evaluateSubstring(
  expansion: Expansion,
  [offset, length]: SubstringExpansion['operands'],
  value: string,
  evaluation: Evaluation,
): string {
  const start = evaluateNumber(expansion, offset, 'invalid-offset', evaluation);
  if (length === undefined) return substring(value, start);
  const size = evaluateNumber(expansion, length, 'invalid-length', evaluation);
  if (size < 0) report(evaluation, invalidNumber('negative-length', expansion, printParts(length.parts)));
  return substring(value, start, size);
}

function evaluateNumber(
  expansion: Expansion,
  { parts, constant }: NumberOperand,
  code: 'invalid-offset' | 'invalid-length',
  evaluation: Evaluation,
): number {
  if (constant !== undefined) return constant;
  const before = evaluation.problems?.length;
  const number = scanInteger(evaluateParts(parts, evaluation));
  // A variable that is absent is the problem then, not the number that it does not make.
  if (number === undefined && evaluation.problems?.length === before) {
    report(evaluation, invalidNumber(code, expansion, printParts(parts)));
  }
  return number ?? 0;
}

function report(evaluation: Evaluation, problem: TemplateProblem): void {
  if (evaluation.problems === undefined) evaluation.problems = [problem];
  else evaluation.problems.push(problem);
}
