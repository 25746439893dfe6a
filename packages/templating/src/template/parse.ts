import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { CaseOperator, Operator, Part, ReplaceOperator, Template, TrimOperator } from './ast.ts';
import { buildExpansion } from './build-expansion.ts';
import { scanName, scanOperandText, scanOperator } from './scan.ts';
import { malformedHead, nestingTooDeep, unclosedExpression, unexpectedOperand } from './syntax-problem.ts';
import type { TemplateProblem } from './template-problem.ts';

/** What {@link parseTemplate} knows, whether or not the text is well formed. */
export interface ParsedText {
  /** Without the expressions that are malformed. */
  readonly template: Template;
  /** In the order of the text; empty if it is well formed. */
  readonly problems: ReadonlyArray<TemplateProblem>;
}

/**
 * Parses a string with `${...}` in it, in time linear in its length. Never throws.
 *
 * The language is the parameter expansion of the shell, with the operators that {@link Expansion} lists. `$$` is a
 * literal `$`; `$NAME`, `$(NAME)` and a lone `$` are text. Operands may hold expansions; in them, a backslash before
 * `}`, `$` or another backslash makes it text, in a pattern or a replacement before any character.
 *
 * @returns Left with a Problem for every malformed expression of the string, each with its range in it:
 * `unclosed-expression`, `empty-name`, `invalid-name`, `unknown-operator`, `unexpected-operand`, `missing-operand`,
 * `invalid-offset`, `invalid-length`, `negative-length`, `nesting-too-deep`
 * @see https://www.gnu.org/software/bash/manual/html_node/Shell-Parameter-Expansion.html
 */
export function parseTemplate(text: string): Either<ReadonlyNonEmptyArray<TemplateProblem>, Template> {
  const { template, problems } = parseText(text);
  const [first, ...others] = problems;
  return first === undefined ? right(template) : left([first, ...others]);
}

/** {@link parseTemplate}, going on behind what is malformed. */
export function parseText(text: string): ParsedText {
  const parser: Parser = {
    text,
    problems: [],
    parts: [],
    enclosing: undefined,
    depth: 0,
    offset: 0,
    literalStart: 0,
    runStart: 0,
    unescaped: '',
  };
  while (parser.offset < text.length) step(parser);
  endLiteral(parser);
  for (let open = parser.enclosing; open !== undefined; open = open.enclosing) {
    if (open.operator !== undefined) parser.problems.push(unclosedExpression(text, open.offset, open.bodyOffset));
    parser.parts.length = open.outerParts;
  }
  parser.problems.sort((a, b) => a.span.offset - b.span.offset);
  return { template: { kind: 'template', parts: parser.parts }, problems: parser.problems };
}

/**
 * Deeper nesting is a problem, so that the functions that walk a template may call themselves. No one writes it, and
 * bash itself has an end somewhere.
 */
export const deepestNesting = 1000;

/** The state of one parse. The expressions around the offset are a linked list, not calls, to bear any nesting. */
interface Parser {
  readonly text: string;
  readonly problems: Array<TemplateProblem>;
  /** Of the template and of each operand around the offset, the innermost last. */
  readonly parts: Array<Part>;
  /** The innermost expression around the offset. */
  enclosing: OpenExpansion | undefined;
  depth: number;
  offset: number;
  /** Where the literal around the offset begins. */
  literalStart: number;
  /** Where its piece begins that needs no unescaping, and the text of what stands before. */
  runStart: number;
  unescaped: string;
}

interface OpenExpansion {
  readonly enclosing: OpenExpansion | undefined;
  readonly name: string;
  /** undefined for a malformed expression: it is skipped, but what is nested in it is checked. */
  readonly operator: Operator | undefined;
  /** Of its `$`. */
  readonly offset: number;
  /** Of its first operand. */
  readonly bodyOffset: number;
  /** The operands that are complete. */
  readonly operands: Array<ReadonlyArray<Part>>;
  /** What stands between this operand and the next: empty where there is no next one. */
  delimiter: '/' | ':' | '';
  /** How many parts there are that do not belong to it. */
  readonly outerParts: number;
}

/** Goes over a run of text and what ends it. */
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

/** In a pattern the backslash is the pattern's own, and stays; what follows it ends nothing. */
function stepOverBackslash(parser: Parser, { operator, operands }: OpenExpansion): void {
  const next = parser.text[parser.offset + 1];
  if (next === undefined) {
    parser.offset += 1;
  } else if (isPattern(operator, operands.length)) {
    parser.offset += 2;
  } else if (next === '}' || next === '$' || next === '\\' || isReplacement(operator, operands.length)) {
    parser.unescaped += parser.text.slice(parser.runStart, parser.offset);
    parser.runStart = parser.offset + 1;
    parser.offset += 2;
  } else {
    parser.offset += 1;
  }
}

function isPattern(operator: Operator | undefined, operandIndex: number): boolean {
  return operandIndex === 0 && (isTrimOperator(operator) || isReplaceOperator(operator));
}

function isReplacement(operator: Operator | undefined, operandIndex: number): boolean {
  return operandIndex === 1 && isReplaceOperator(operator);
}

/** Takes `$$` into the literal, which it stands in for one `$`. */
function takeDollar(parser: Parser): void {
  parser.unescaped += parser.text.slice(parser.runStart, parser.offset + 1);
  parser.offset += 2;
  parser.runStart = parser.offset;
}

function startLiteral(parser: Parser): void {
  parser.literalStart = parser.offset;
  parser.runStart = parser.offset;
  parser.unescaped = '';
}

/** Adds the literal that ends at the offset, if it is not empty. */
function endLiteral(parser: Parser): void {
  const { text, literalStart, offset, runStart, unescaped } = parser;
  if (literalStart === offset) return;
  const source = text.slice(literalStart, offset);
  const meaning = runStart === literalStart ? source : unescaped + text.slice(runStart, offset);
  parser.parts.push({ kind: 'literal', text: meaning, source });
}

/** Reads `${`, the name and the operator; leaves the offset behind the whole expression, or at its first operand. */
function openExpansion(parser: Parser): void {
  const { text, offset } = parser;
  const isLength = text[offset + 2] === '#';
  const nameStart = offset + (isLength ? 3 : 2);
  const nameEnd = scanName(text, nameStart);
  const name = text.slice(nameStart, nameEnd);
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

function addExpansion(parser: Parser, name: string, operator: '' | 'length' | CaseOperator, end: number): void {
  const { offset } = parser;
  parser.parts.push({ kind: 'expansion', name, operator, operands: noOperands, offset, length: end - offset });
  parser.offset = end;
  startLiteral(parser);
}

const noOperands = [] as const;

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
    // One operand, nothing nested and nothing escaped: almost every expression, and no need to keep track of it.
    const body = text.slice(end, bodyEnd);
    const parts: ReadonlyArray<Part> = body === '' ? [] : [{ kind: 'literal', text: body, source: body }];
    addBuilt(parser, name, operator, [parts], parser.offset, bodyEnd + 1);
  } else {
    enterOperand(parser, name, operator, end);
    // Bash looks for the end of the pattern behind its first character: `${NAME////_}` replaces each slash.
    if (operator === '//' && next === '/') parser.offset += 1;
  }
}

function delimiterOf(operator: Operator | undefined): OpenExpansion['delimiter'] {
  return operator === ':' ? ':' : isReplaceOperator(operator) ? '/' : '';
}

function addBuilt(
  parser: Parser,
  name: string,
  operator: Operator,
  operands: ReadonlyArray<ReadonlyArray<Part>>,
  offset: number,
  end: number,
): void {
  const built = buildExpansion(parser.text, name, operator, operands, offset, end);
  if ('kind' in built) parser.parts.push(built);
  else parser.problems.push(built);
  parser.offset = end;
  startLiteral(parser);
}

function enterOperand(parser: Parser, name: string, operator: Operator | undefined, bodyOffset: number): void {
  const { enclosing, offset } = parser;
  parser.depth += 1;
  if (parser.depth === deepestNesting + 1) parser.problems.push(nestingTooDeep(offset, deepestNesting));
  parser.enclosing = {
    enclosing,
    name,
    operator,
    offset,
    bodyOffset,
    operands: [],
    delimiter: delimiterOf(operator),
    outerParts: parser.parts.length,
  };
  parser.offset = bodyOffset;
  startLiteral(parser);
}

function closeOperand(parser: Parser, open: OpenExpansion): void {
  endLiteral(parser);
  open.operands.push(parser.parts.splice(open.outerParts));
  open.delimiter = '';
  parser.offset += 1;
  startLiteral(parser);
}

function closeExpansion(
  parser: Parser,
  { name, operator, operands, offset, outerParts, enclosing }: OpenExpansion,
): void {
  endLiteral(parser);
  operands.push(parser.parts.splice(outerParts));
  parser.depth -= 1;
  parser.enclosing = enclosing;
  const end = parser.offset + 1;
  if (operator !== undefined && parser.depth < deepestNesting) {
    addBuilt(parser, name, operator, operands, offset, end);
  } else {
    parser.offset = end;
    startLiteral(parser);
  }
}

function isCaseOperator(operator: Operator): operator is CaseOperator {
  return operator === '^' || operator === '^^' || operator === ',' || operator === ',,';
}

function isReplaceOperator(operator: Operator | undefined): operator is ReplaceOperator {
  return operator === '/' || operator === '//' || operator === '/#' || operator === '/%';
}

function isTrimOperator(operator: Operator | undefined): operator is TrimOperator {
  return operator === '#' || operator === '##' || operator === '%' || operator === '%%';
}
