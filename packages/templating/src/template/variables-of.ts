import { readOr } from '../input/read-input.ts';
import type { Expansion, Part, Template } from './ast.ts';
import { eachString } from './each-string.ts';
import { entryOf, isOf, type Operator } from './operators.ts';
import { parseText } from './parse.ts';
import { printParts } from './print.ts';

/** One use of a variable. */
export interface VariableReference {
  /** Of the variable. */
  readonly name: string;
  /** Whether the template is a Problem without the variable, whatever other variables there are. */
  readonly required: boolean;
  /**
   * Whether the use counts only sometimes, because it stands in a default or an alternative: `B` in `${A:=${B}}` is
   * needed where `A` is absent. A conditional use is never `required`.
   */
  readonly conditional: boolean;
  /** The default as it is written, where the use has one: it may hold expressions. */
  readonly default?: string;
  /** As it is written, but the empty string for `${NAME}` and `length` for `${#NAME}`. */
  readonly operator: Operator;
  /** From the root of the object to the string: `['spec', 'args', 3]`. Empty for a string or a template. */
  readonly path: ReadonlyArray<string | number>;
  /** Of the expression in its string, in UTF-16 code units from 0. */
  readonly offset: number;
  /** Of the expression, with `${` and `}`, in UTF-16 code units. */
  readonly length: number;
}

/**
 * Every use of a variable in a string, a template, or all strings of an object or list (a resource, as it was decoded
 * or as plain data), in their order; an expression stands before those in its operands.
 *
 * Never throws. What is malformed has no variables: `parseTemplate` reports it. Keys of objects are not templates. An
 * object that holds itself is not entered again.
 */
export function variablesOf(subject: string | Template | object): ReadonlyArray<VariableReference> {
  return readOr([], () => referencesIn(subject));
}

function referencesIn(subject: string | Template | object): ReadonlyArray<VariableReference> {
  const references: Array<VariableReference> = [];
  if (typeof subject === 'string') collectFromText(subject, [], references);
  else if (isTemplate(subject)) collectFromParts(subject.parts, false, [], references);
  else {
    eachString(subject, {
      string: (text, path) => {
        if (text.includes('$')) collectFromText(text, path(), references);
      },
    });
  }
  return references;
}

function isTemplate(subject: object): subject is Template {
  return (
    typeof subject === 'object' &&
    subject !== null &&
    'kind' in subject &&
    subject.kind === 'template' &&
    'parts' in subject &&
    Array.isArray(subject.parts)
  );
}

function collectFromText(text: string, path: VariableReference['path'], references: Array<VariableReference>): void {
  collectFromParts(parseText(text).template.parts, false, path, references);
}

function collectFromParts(
  parts: ReadonlyArray<Part>,
  conditional: boolean,
  path: VariableReference['path'],
  references: Array<VariableReference>,
): void {
  for (const part of parts) {
    if (part.kind === 'literal') continue;
    references.push(referenceTo(part, conditional, path));
    const isConditional = conditional || entryOf(part.operator).within === 'optional';
    for (const operand of part.operands) collectFromParts(operand.parts, isConditional, path, references);
  }
}

function referenceTo(expansion: Expansion, conditional: boolean, path: VariableReference['path']): VariableReference {
  const { name, operator, offset, length } = expansion;
  const required = !conditional && entryOf(operator).need === 'required';
  const place = { name, required, conditional, operator, path, offset, length };
  const [operand] = expansion.operands;
  return isOf(operator, 'default') && operand !== undefined ? { ...place, default: printParts(operand.parts) } : place;
}
