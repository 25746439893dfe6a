import type { Part } from './ast.ts';
import { buildExpansion } from './build-expansion.ts';
import { type OperandsShape, type Operator, type OperatorOf, operandsOf, ruleOf } from './operators.ts';
import { nestingTooDeep } from './syntax-problem.ts';
import type { TemplateProblem } from './template-problem.ts';

/**
 * The state of one parse. The expressions around the offset are a linked list and not calls, so any nesting is
 * possible.
 */
export interface Parser {
  readonly text: string;
  readonly problems: Array<TemplateProblem>;
  /** The parts of the template and of each operand around the offset, the innermost last. */
  readonly parts: Array<Part>;
  /** The innermost expression around the offset. */
  enclosing: OpenExpansion | undefined;
  depth: number;
  offset: number;
  /** The beginning of the literal around the offset. */
  literalStart: number;
  /** The beginning of its last piece that needs no unescaping, and the text of the pieces before. */
  runStart: number;
  unescaped: string;
}

/** An expression whose `}` is still to come. */
export interface OpenExpansion {
  readonly enclosing: OpenExpansion | undefined;
  readonly name: string;
  /**
   * The operator; undefined for a malformed expression, which is skipped, though expressions nested in it are checked.
   */
  readonly operator: Operator | undefined;
  /** The offset of its `$`. */
  readonly offset: number;
  /** The offset of its first operand. */
  readonly bodyOffset: number;
  /** The operands that are complete. */
  readonly operands: Array<ReadonlyArray<Part>>;
  /** The delimiter between this operand and the next; empty where there is no next one. */
  delimiter: OperandsShape['delimiter'];
  /** The number of parts that do not belong to it. */
  readonly outerParts: number;
}

/**
 * Deeper nesting is a problem, so that functions that walk a template may call themselves. Nobody writes such
 * templates, and bash has a limit too.
 */
export const deepestNesting = 1000;

/** Makes the state at the beginning of a text. */
export function startParser(text: string): Parser {
  return {
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
}

/** Begins a literal at the offset. */
export function startLiteral(parser: Parser): void {
  parser.literalStart = parser.offset;
  parser.runStart = parser.offset;
  parser.unescaped = '';
}

/** Adds the literal that ends at the offset, unless it is empty. */
export function endLiteral(parser: Parser): void {
  const { text, literalStart, offset, runStart, unescaped } = parser;
  if (literalStart === offset) return;
  const source = text.slice(literalStart, offset);
  const meaning = runStart === literalStart ? source : unescaped + text.slice(runStart, offset);
  parser.parts.push({ kind: 'literal', text: meaning, source });
}

/** Takes `$$` into the literal as one `$`. */
export function takeDollar(parser: Parser): void {
  parser.unescaped += parser.text.slice(parser.runStart, parser.offset + 1);
  parser.offset += 2;
  parser.runStart = parser.offset;
}

/** Takes the character behind a backslash into the literal, without the backslash. */
export function takeEscaped(parser: Parser): void {
  parser.unescaped += parser.text.slice(parser.runStart, parser.offset);
  parser.runStart = parser.offset + 1;
  parser.offset += 2;
}

/** An operator without operands. */
export type BareOperator = OperatorOf<'value' | 'length' | 'case'>;

/** Adds an expression without operands that begins at the offset, and moves behind its end. */
export function addExpansion(parser: Parser, name: string, operator: BareOperator, end: number): void {
  const { offset } = parser;
  parser.parts.push({ kind: 'expansion', name, operator, operands: noOperands, offset, length: end - offset });
  parser.offset = end;
  startLiteral(parser);
}

const noOperands = [] as const;

/** Adds an expression with operands, or its problem, and moves behind its end. */
export function addBuilt(
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

/** Moves into the first operand of an expression that begins at the offset. */
export function enterOperand(parser: Parser, name: string, operator: Operator | undefined, bodyOffset: number): void {
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

/** Moves from one operand to the next, behind the delimiter at the offset. */
export function closeOperand(parser: Parser, open: OpenExpansion): void {
  endLiteral(parser);
  open.operands.push(parser.parts.splice(open.outerParts));
  open.delimiter = '';
  parser.offset += 1;
  startLiteral(parser);
}

/** Moves out of the last operand, behind the `}` at the offset. */
export function closeExpansion(
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

/** The delimiter that may follow the first operand of an operator. */
export function delimiterOf(operator: Operator | undefined): OpenExpansion['delimiter'] {
  return operator === undefined ? '' : operandsOf[ruleOf(operator).family].delimiter;
}
