import type { Expansion, Part, Template } from './ast.ts';

/** The text of a template, which parses to the same template: of a parsed one the very text that it was parsed from. */
export function printTemplate(template: Template): string {
  return printParts(template.parts);
}

/** Parts as they are written. */
export function printParts(parts: ReadonlyArray<Part>): string {
  let text = '';
  for (const part of parts) text += part.kind === 'literal' ? part.source : printExpansion(part);
  return text;
}

/** An expression as it is written, with `${` and `}`. */
export function printExpansion({ name, operator, operands }: Expansion): string {
  if (operator === 'length') return `\${#${name}}`;
  const delimiter = operator === ':' ? ':' : '/';
  let text = `\${${name}${operator}`;
  operands.forEach((operand, index) => {
    text += index === 0 ? printParts(operand.parts) : delimiter + printParts(operand.parts);
  });
  return `${text}}`;
}
