import { readOr } from '@stash-functions/core/decode';
import type { Expansion, Part, Template } from './ast.ts';
import { isOf, operandsOf, ruleOf } from './operators.ts';

/**
 * Prints a template as a text that parses to the same template. A parsed template gives the very text that it was
 * parsed from.
 */
export function printTemplate(template: Template): string {
  return readOr('', () => printParts(template.parts));
}

/** Prints parts as they are written. */
export function printParts(parts: ReadonlyArray<Part>): string {
  let text = '';
  for (const part of parts) text += part.kind === 'literal' ? part.source : printExpansion(part);
  return text;
}

/** Prints an expression as it is written, with `${` and `}`. */
export function printExpansion({ name, operator, operands }: Expansion): string {
  if (isOf(operator, 'length')) return `\${#${name}}`;
  const { delimiter } = operandsOf[ruleOf(operator).family];
  return `\${${name}${operator}${operands.map(({ parts }) => printParts(parts)).join(delimiter)}}`;
}
