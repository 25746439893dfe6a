import { readOr } from '@stash-functions/core/decode';
import { isExpandedInFunction } from '../kubelet/expanded-fields.ts';
import type { Part, Template } from '../template/ast.ts';
import { deepestObject, eachString, type Path } from '../template/each-string.ts';
import { parseText } from '../template/parse.ts';
import { objectsNestedTooDeep } from '../template/syntax-problem.ts';
import type { TemplateProblem } from '../template/template-problem.ts';

/** An object with all its strings parsed. This is done once, and the strings are evaluated any number of times. */
export interface CompiledStrings {
  /** The tree that makes the resolved object. Undefined where the object holds no placeholder and stands for itself. */
  readonly root: CompiledNode | undefined;
  /** Every string of the object that holds a `$` and is well formed, in order. */
  readonly strings: ReadonlyArray<CompiledString>;
  /** The same strings together with the malformed ones, whose templates lack the malformed parts. */
  readonly parsed: ReadonlyArray<CompiledString>;
  /** The problems of malformed strings. */
  readonly problems: ReadonlyArray<TemplateProblem>;
}

/** A string of an object, with its place and its parsed template. */
export interface CompiledString {
  readonly kind: 'string';
  readonly path: ReadonlyArray<string | number>;
  readonly text: string;
  readonly template: Template;
  /** True for a string that the kubelet expands, where the object is the `spec` of a Function. */
  readonly expanded: boolean;
  /** True where the string's own text can put a `$` into the resolved text. */
  readonly ownDollar: boolean;
}

/** A part of an object that holds at least one placeholder. */
export type CompiledNode = CompiledString | CompiledObject;

/** A list or a map, with its elements that hold placeholders. */
export interface CompiledObject {
  readonly kind: 'object';
  readonly source: object;
  /** The keys of these elements: indexes of a list, or names of fields. */
  readonly keys: ReadonlyArray<string | number>;
  /** The nodes of these elements, one for each key. */
  readonly nodes: ReadonlyArray<CompiledNode>;
}

/**
 * Parses every string of an object. Keys are never templates. A value that is neither a list nor a plain object is left
 * as it is. The result is remembered as long as the object lives, so the object must not change: resources are
 * readonly.
 *
 * Objects that are nested more than 1000 deep are a problem, so that no function calls itself too often.
 */
export function compileStrings(value: object): CompiledStrings {
  if (typeof value !== 'object' || value === null) return noStrings;
  const known = compiled.get(value);
  if (known !== undefined) return known;
  const result = readOr(noStrings, () => compile(value));
  compiled.set(value, result);
  return result;
}

const noStrings: CompiledStrings = { root: undefined, strings: [], parsed: [], problems: [] };

function compile(value: object): CompiledStrings {
  const strings: Array<CompiledString> = [];
  const parsed: Array<CompiledString> = [];
  const problems: Array<TemplateProblem> = [];
  const root: GrowingObject = { kind: 'object', source: value, keys: [], nodes: [] };
  eachString(value, {
    string: (text, path) => {
      if (!text.includes('$')) return;
      const known = problems.length;
      const node = compileString(text, path(), problems);
      parsed.push(node);
      if (problems.length > known) return;
      strings.push(node);
      if (!standsForItself(node)) plant(root, node);
    },
    tooDeep: (path) => problems.push({ ...objectsNestedTooDeep(deepestObject), path }),
  });
  return { root: root.nodes.length === 0 ? undefined : root, strings, parsed, problems };
}

const compiled = new WeakMap<object, CompiledStrings>();

function compileString(text: string, path: Path, problems: Array<TemplateProblem>): CompiledString {
  const { template, problems: found } = parseText(text);
  for (const problem of found) problems.push({ ...problem, path });
  return {
    kind: 'string',
    path,
    text,
    template,
    expanded: isExpandedInFunction(path),
    ownDollar: holdsDollar(template.parts),
  };
}

function holdsDollar(parts: ReadonlyArray<Part>): boolean {
  return parts.some((part) =>
    part.kind === 'literal' ? part.text.includes('$') : part.operands.some((operand) => holdsDollar(operand.parts)),
  );
}

/** True for a string that is all text and resolves to itself. */
function standsForItself({ template: { parts }, text }: CompiledString): boolean {
  const [only] = parts;
  return parts.length === 1 && only?.kind === 'literal' && only.text === text;
}

/** An object to which more strings may be added. */
interface GrowingObject extends CompiledObject {
  readonly keys: Array<string | number>;
  readonly nodes: Array<CompiledString | GrowingObject>;
}

/**
 * Adds a string to the tree. Strings come in order, so each object on the path is the last one that was added, or a new
 * one.
 */
function plant(root: GrowingObject, string: CompiledString): void {
  const last = string.path.length - 1;
  let parent = root;
  string.path.forEach((key, depth) => {
    const known = parent.keys.at(-1) === key ? parent.nodes.at(-1) : undefined;
    if (known?.kind === 'object') {
      parent = known;
      return;
    }
    parent.keys.push(key);
    if (depth === last) {
      parent.nodes.push(string);
    } else {
      const child: GrowingObject = { kind: 'object', source: elementOf(parent.source, key), keys: [], nodes: [] };
      parent.nodes.push(child);
      parent = child;
    }
  });
}

function elementOf(source: object, key: string | number): object {
  const element: unknown = Reflect.get(source, key);
  return typeof element === 'object' && element !== null ? element : {};
}
