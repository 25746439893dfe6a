import type { Expansion, Part, Template } from './ast.ts';
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
  const references: Array<VariableReference> = [];
  if (typeof subject === 'string') collectFromText(subject, [], references);
  else if (isTemplate(subject)) collectFromParts(subject.parts, false, [], references);
  else collectFromObject(subject, references);
  return references;
}

function isTemplate(subject: object): subject is Template {
  return 'kind' in subject && subject.kind === 'template' && 'parts' in subject && Array.isArray(subject.parts);
}

/** A value of an object that is still to be looked at. The path is a linked list, as most values hold no variable. */
interface Node {
  readonly value: unknown;
  readonly key: string | number;
  readonly parent: Node | undefined;
}

/** What is to be done next: to look at a value, or to leave an object, of which nothing is left to look at. */
type Step = Node | { readonly leave: object };

/** Objects may be nested more deeply than functions may call themselves, so what is to be done is on a stack. */
function collectFromObject(root: object, references: Array<VariableReference>): void {
  const ancestors = new Set<object>();
  const stack: Array<Step> = [{ value: root, key: '', parent: undefined }];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    if ('leave' in step) {
      ancestors.delete(step.leave);
      continue;
    }
    const { value } = step;
    if (typeof value === 'string') {
      if (value.includes('$')) collectFromText(value, pathTo(step), references);
    } else if (typeof value === 'object' && value !== null && !ancestors.has(value)) {
      ancestors.add(value);
      stack.push({ leave: value });
      for (const child of childrenOf(value, step).reverse()) stack.push(child);
    }
  }
}

function childrenOf(value: object, parent: Node): Array<Node> {
  return Array.isArray(value)
    ? value.map((child: unknown, index) => ({ value: child, key: index, parent }))
    : Object.entries(value).map(([key, child]) => ({ value: child, key, parent }));
}

function pathTo(leaf: Node): ReadonlyArray<string | number> {
  const path: Array<string | number> = [];
  for (let node = leaf; node.parent !== undefined; node = node.parent) path.push(node.key);
  return path.reverse();
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
