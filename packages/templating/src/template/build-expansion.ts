import type { Expansion, NumberOperand, Part, PatternOperand, TextOperand } from './ast.ts';
import { compileGlob } from './glob.ts';
import { isOf, type Operator } from './operators.ts';
import { scanInteger } from './scan.ts';
import { invalidNumber, missingOperand } from './syntax-problem.ts';
import type { TemplateProblem, TemplateSpan } from './template-problem.ts';

/**
 * Builds the expansion of an operator and its operands. Everything that needs no values is worked out here: for each
 * operand without an expansion, its text, its compiled pattern or its number.
 *
 * @returns a Problem where an operand is missing or not a number
 */
export function buildExpansion(
  text: string,
  name: string,
  operator: Operator,
  [first = [], second]: ReadonlyArray<ReadonlyArray<Part>>,
  offset: number,
  end: number,
): Expansion | TemplateProblem {
  const length = end - offset;
  // Nearly every expression has a default, so this is asked first.
  if (isOf(operator, 'default')) {
    return { kind: 'expansion', name, operator, operands: [textOperand(first)], offset, length };
  }
  if (isOf(operator, 'value') || isOf(operator, 'length') || isOf(operator, 'case')) {
    return { kind: 'expansion', name, operator, operands: [], offset, length };
  }
  if (isOf(operator, 'trim')) {
    return { kind: 'expansion', name, operator, operands: [patternOperand(first)], offset, length };
  }
  if (isOf(operator, 'replace')) {
    const pattern = patternOperand(first);
    const operands = second === undefined ? ([pattern] as const) : ([pattern, textOperand(second)] as const);
    return { kind: 'expansion', name, operator, operands, offset, length };
  }
  if (isOf(operator, 'substring')) {
    if (second === undefined && first.length === 0) return missingOperand(text, offset, end, 'offset');
    if (second !== undefined && second.length === 0) return missingOperand(text, offset, end, 'length');
    const span = { offset, length };
    const from = numberOperand(first.length === 0 ? zero : first);
    const size = second === undefined ? undefined : numberOperand(second);
    const problem = offsetProblem(from, span) ?? (size === undefined ? undefined : lengthProblem(size, span));
    if (problem !== undefined) return problem;
    const operands = size === undefined ? ([from] as const) : ([from, size] as const);
    return { kind: 'expansion', name, operator, operands, offset, length };
  }
  return { kind: 'expansion', name, operator, operands: [textOperand(first)], offset, length };
}

/** `${NAME::length}` begins at the first character. */
const zero: ReadonlyArray<Part> = [{ kind: 'literal', text: '0', source: '' }];

function textOperand(parts: ReadonlyArray<Part>): TextOperand {
  return { parts, constant: constantText(parts) };
}

function patternOperand(parts: ReadonlyArray<Part>): PatternOperand {
  const text = constantText(parts);
  return { parts, constant: text === undefined ? undefined : compileGlob(text) };
}

function numberOperand(parts: ReadonlyArray<Part>): NumberOperand {
  const text = constantText(parts);
  return { parts, constant: text === undefined ? undefined : scanInteger(text) };
}

function offsetProblem(operand: NumberOperand, span: TemplateSpan): TemplateProblem | undefined {
  const text = constantText(operand.parts);
  return text === undefined || operand.constant !== undefined ? undefined : invalidNumber('invalid-offset', span, text);
}

function lengthProblem(operand: NumberOperand, span: TemplateSpan): TemplateProblem | undefined {
  const text = constantText(operand.parts);
  if (text === undefined) return undefined;
  if (operand.constant === undefined) return invalidNumber('invalid-length', span, text);
  return operand.constant < 0 ? invalidNumber('negative-length', span, text) : undefined;
}

/** The text of parts that are at most one literal. Two literals never stand side by side. */
function constantText(parts: ReadonlyArray<Part>): string | undefined {
  const [first] = parts;
  if (first === undefined) return '';
  return first.kind === 'literal' && parts.length === 1 ? first.text : undefined;
}
