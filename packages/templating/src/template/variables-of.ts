import { readOr } from '@stash-functions/core/decode';
import type { Expansion, Part, Template } from './ast.ts';
import { eachString, type Path } from './each-string.ts';
import { entryOf, isOf, type Operator } from './operators.ts';
import { parseText } from './parse.ts';
import { printParts } from './print.ts';

/** One use of a variable. */
export interface VariableReference {
  /** The name of the variable. */
  readonly name: string;
  /** True if the template is a Problem without the variable, whatever other variables there are. */
  readonly required: boolean;
  /**
   * True if the use counts only sometimes, because it stands in a default or an alternative. For example, `${A:=${B}}`
   * needs `B` only where `A` is absent. A conditional use is never `required`.
   */
  readonly conditional: boolean;
  /** The default as it is written, if there is one. It may hold expressions. */
  readonly default?: string;
  /** The operator as it is written; the empty string for `${NAME}`, and `length` for `${#NAME}`. */
  readonly operator: Operator;
  /** The path from the root of the object to the string: `['spec', 'args', 3]`. Empty for a string or a template. */
  readonly path: ReadonlyArray<string | number>;
  /** The offset of the expression in its string, in UTF-16 code units from 0. */
  readonly offset: number;
  /** The length of the expression with `${` and `}`, in UTF-16 code units. */
  readonly length: number;
}

/**
 * Lists every use of a variable in a string, a template, or all strings of an object or list. The object may be a
 * decoded resource or plain data. Uses stand in the order of the text; an expression stands before those in its
 * operands.
 *
 * Never throws. Malformed expressions have no variables: `parseTemplate` reports them. Keys of objects are not
 * templates. An object that holds itself is not entered again.
 */
export function variablesOf(subject: string | Template | object): ReadonlyArray<VariableReference> {
  return readOr([], () => referencesIn(subject));
}

/** Does the same as {@link variablesOf} for parsed strings, with paths that begin with the given ones. */
export function variablesIn(
  strings: ReadonlyArray<{ readonly template: Template; readonly path: Path }>,
  root: Path = [],
): ReadonlyArray<VariableReference> {
  return readOr([], () => {
    const references: Array<VariableReference> = [];
    for (const { template, path } of strings) {
      collectFromParts(template.parts, false, root.length === 0 ? path : [...root, ...path], references);
    }
    return references;
  });
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
  const [operand] = expansion.operands;
  return isOf(operator, 'default') && operand !== undefined
    ? { name, required, conditional, default: printParts(operand.parts), operator, path, offset, length }
    : { name, required, conditional, operator, path, offset, length };
}
