import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { CaseOperator, Part, Template } from './ast.ts';
import { type Operator, operandsOf, ruleOf } from './operators.ts';
import {
  addBuilt,
  addExpansion,
  closeExpansion,
  closeOperand,
  delimiterOf,
  endLiteral,
  enterOperand,
  type OpenExpansion,
  type Parser,
  startLiteral,
  startParser,
  takeDollar,
  takeEscaped,
} from './parser.ts';
import { scanName, scanOperandText, scanOperator } from './scan.ts';
import { simplify } from './simple-template.ts';
import { malformedHead, unclosedExpression, unexpectedOperand } from './syntax-problem.ts';
import { type TemplateProblem, templateProblem } from './template-problem.ts';

/** The result of parsing a text, well formed or not. */
export interface ParsedText {
  /** The template, without the malformed expressions. */
  readonly template: Template;
  /** The problems, in the order of the text; empty if it is well formed. */
  readonly problems: ReadonlyArray<TemplateProblem>;
}

/**
 * Parses a string with `${...}` in it, in time linear in its length. Never throws.
 *
 * The language is the parameter expansion of the shell, with the operators that {@link Expansion} lists. `$$` is a
 * literal `$`; `$NAME`, `$(NAME)` and a lone `$` are text. Operands may hold expansions. In an operand, a backslash
 * makes text of a `}`, a `$` or another backslash; in a pattern or a replacement, of any character.
 *
 * @returns Left with a Problem for every malformed expression, each with its range in the string:
 * `unclosed-expression`, `empty-name`, `invalid-name`, `unknown-operator`, `unexpected-operand`, `missing-operand`,
 * `invalid-offset`, `invalid-length`, `negative-length`, `nesting-too-deep`
 * @see https://www.gnu.org/software/bash/manual/html_node/Shell-Parameter-Expansion.html
 */
export function parseTemplate(text: string): Either<ReadonlyNonEmptyArray<TemplateProblem>, Template> {
  const { template, problems } = parseText(text);
  return isNonEmpty(problems) ? left(problems) : right(template);
}

/** Does the same as {@link parseTemplate}, and goes on behind malformed expressions. */
export function parseText(text: string): ParsedText {
  if (typeof text !== 'string') return { template: { kind: 'template', parts: [] }, problems: [noText(text)] };
  const parser = startParser(text);
  while (parser.offset < text.length) step(parser);
  endLiteral(parser);
  for (let open = parser.enclosing; open !== undefined; open = open.enclosing) {
    if (open.operator !== undefined) parser.problems.push(unclosedExpression(text, open.offset, open.bodyOffset));
    parser.parts.length = open.outerParts;
  }
  if (parser.problems.length > 1) parser.problems.sort((a, b) => a.span.offset - b.span.offset);
  const { parts, problems } = parser;
  return { template: { kind: 'template', parts, simple: simplify(parts) }, problems };
}

/** The Problem for callers whose compiler does not check arguments. */
function noText(text: unknown): TemplateProblem {
  return templateProblem(
    'input-invalid',
    { offset: 0, length: 0 },
    { message: `a template is a string, and this is of type ${typeof text}` },
  );
}

/** Reads a run of text and the character that ends it. */
function step(parser: Parser): void {
  const { text, enclosing } = parser;
  if (enclosing === undefined) {
    const dollar = text.indexOf('$', parser.offset);
    parser.offset = dollar === -1 ? text.length : dollar;
  } else {
    parser.offset = scanOperandText(text, parser.offset, enclosing.delimiter);
  }
  const character = text[parser.offset];
  if (character === undefined) return;
  if (character === '$') stepOverDollar(parser);
  else if (enclosing === undefined) parser.offset += 1;
  else if (character === '}') closeExpansion(parser, enclosing);
  else if (character === '\\') stepOverBackslash(parser, enclosing);
  else closeOperand(parser, enclosing);
}

function stepOverDollar(parser: Parser): void {
  const next = parser.text[parser.offset + 1];
  if (next === '$') {
    takeDollar(parser);
  } else if (next === '{') {
    endLiteral(parser);
    openExpansion(parser);
  } else {
    parser.offset += 1;
  }
}

/** In a pattern the backslash belongs to the pattern, and stays. The character behind it ends nothing. */
function stepOverBackslash(parser: Parser, { operator, operands }: OpenExpansion): void {
  const next = parser.text[parser.offset + 1];
  if (next === undefined) {
    parser.offset += 1;
  } else if (kindOf(operator, operands.length) === 'pattern') {
    parser.offset += 2;
  } else if (next === '}' || next === '$' || next === '\\' || isReplacement(operator, operands.length)) {
    takeEscaped(parser);
  } else {
    parser.offset += 1;
  }
}

/**
 * Reads `${`, the name and the operator. Afterwards the offset stands behind the whole expression, or at its first
 * operand.
 */
function openExpansion(parser: Parser): void {
  const { text, offset } = parser;
  const isLength = text[offset + 2] === '#';
  const nameStart = offset + (isLength ? 3 : 2);
  const nameEnd = scanName(text, nameStart);
  const name = asKey(text.slice(nameStart, nameEnd));
  if (name !== '' && text[nameEnd] === '}') {
    addExpansion(parser, name, isLength ? 'length' : '', nameEnd + 1);
  } else if (nameEnd === text.length) {
    parser.problems.push(unclosedExpression(text, offset, nameEnd));
    parser.offset = nameEnd;
    startLiteral(parser);
  } else {
    const scanned = isLength || name === '' ? undefined : scanOperator(text, nameEnd);
    if (scanned === undefined) {
      parser.problems.push(malformedHead(text, offset, nameStart, nameEnd));
      enterOperand(parser, name, undefined, nameEnd);
    } else {
      openOperator(parser, name, scanned.operator, scanned.end);
    }
  }
}

/**
 * Gives the same text in a form that the engine knows as a key, because it was looked up as one. A template looks up
 * its variables with it for ever after. With a text that was merely cut out of another, this would take twice the time.
 */
function asKey(text: string): string {
  return noKeys[text] ?? text;
}

const noKeys: Readonly<Record<string, string>> = Object.freeze(Object.create(null));

function openOperator(parser: Parser, name: string, operator: Operator, end: number): void {
  const { text } = parser;
  const next = text[end];
  if (isCaseOperator(operator) && next !== undefined) {
    if (next === '}') {
      addExpansion(parser, name, operator, end + 1);
    } else {
      parser.problems.push(unexpectedOperand(text, name, operator, end));
      enterOperand(parser, name, undefined, end);
    }
    return;
  }
  const bodyEnd = scanOperandText(text, end, delimiterOf(operator));
  if (text[bodyEnd] === '}') {
    // This is one operand with nothing nested and nothing escaped. Nearly every expression is like this, and nothing
    // need be kept track of.
    const body = text.slice(end, bodyEnd);
    const parts: ReadonlyArray<Part> = body === '' ? [] : [{ kind: 'literal', text: body, source: body }];
    addBuilt(parser, name, operator, [parts], parser.offset, bodyEnd + 1);
  } else {
    enterOperand(parser, name, operator, end);
    // Bash looks for the end of the pattern behind its first character. So `${NAME////_}` replaces each slash.
    if (operator === '//' && next === '/') parser.offset += 1;
  }
}

/** The kind of an operand; undefined in a malformed expression. */
function kindOf(operator: Operator | undefined, operandIndex: number): string | undefined {
  return operator === undefined ? undefined : operandsOf[ruleOf(operator).family].kinds[operandIndex];
}

/** In a replacement a backslash quotes every character, as it does in the pattern before it. */
function isReplacement(operator: Operator | undefined, operandIndex: number): boolean {
  return operandIndex === 1 && kindOf(operator, operandIndex) === 'text';
}

function isCaseOperator(operator: Operator): operator is CaseOperator {
  return ruleOf(operator).family === 'case';
}
