import { isLeft } from 'fp-ts/lib/Either.js';
import { isExpandedInFunction } from '../kubelet/expanded-fields.ts';
import type { Part, Template } from '../template/ast.ts';
import { parseTemplate } from '../template/parse.ts';
import { deepestNesting } from '../template/parser.ts';
import { objectsNestedTooDeep } from '../template/syntax-problem.ts';
import type { TemplateProblem } from '../template/template-problem.ts';

/** An object whose strings are parsed: done once, evaluated any number of times. */
export interface CompiledStrings {
  /** How to make the object; undefined where it holds no placeholder and so stands for itself. */
  readonly root: CompiledNode | undefined;
  /** Every string of the object that holds a `$`, in order. */
  readonly strings: ReadonlyArray<CompiledString>;
  /** What is malformed in its strings. */
  readonly problems: ReadonlyArray<TemplateProblem>;
}

/** A string of an object, where it stands, and what it says. */
export interface CompiledString {
  readonly kind: 'string';
  readonly path: ReadonlyArray<string | number>;
  readonly text: string;
  readonly template: Template;
  /** Whether it is one that the kubelet expands, where the object is the `spec` of a Function. */
  readonly expanded: boolean;
  /** Whether its own text can put a `$` into what it resolves to. */
  readonly ownDollar: boolean;
}

/** A part of an object that holds at least one placeholder. */
export type CompiledNode = CompiledString | CompiledList | CompiledRecord;

/** A list, and those of its elements that hold placeholders. */
export interface CompiledList {
  readonly kind: 'list';
  readonly source: ReadonlyArray<unknown>;
  readonly indexes: ReadonlyArray<number>;
  readonly nodes: ReadonlyArray<CompiledNode>;
}

/** A map, and those of its fields that hold placeholders. */
export interface CompiledRecord {
  readonly kind: 'record';
  readonly source: object;
  readonly keys: ReadonlyArray<string>;
  readonly nodes: ReadonlyArray<CompiledNode>;
}

/**
 * Parses every string of an object. Keys are never templates, and what is neither a list nor a plain object is left as
 * it is. The object is remembered as long as it lives, so it must not be changed afterwards: resources are readonly.
 *
 * Objects that are nested more than 1000 deep are a problem, so that no function calls itself too often.
 */
export function compileStrings(value: object): CompiledStrings {
  const known = compiled.get(value);
  if (known !== undefined) return known;
  const strings: Array<CompiledString> = [];
  const problems: Array<TemplateProblem> = [];
  const root = compileNode(value, [], { strings, problems, ancestors: new Set() });
  const result = { root, strings, problems };
  compiled.set(value, result);
  return result;
}

const compiled = new WeakMap<object, CompiledStrings>();

interface Compilation {
  readonly strings: Array<CompiledString>;
  readonly problems: Array<TemplateProblem>;
  /** An object that holds itself is left as it is, there where it would begin again. */
  readonly ancestors: Set<object>;
}

function compileNode(
  value: unknown,
  path: ReadonlyArray<string | number>,
  compilation: Compilation,
): CompiledNode | undefined {
  if (typeof value === 'string') return compileString(value, path, compilation);
  if (typeof value !== 'object' || value === null || compilation.ancestors.has(value)) return undefined;
  if (compilation.ancestors.size === deepestNesting) {
    compilation.problems.push({ ...objectsNestedTooDeep(deepestNesting), path });
    return undefined;
  }
  compilation.ancestors.add(value);
  const node = Array.isArray(value)
    ? compileList(value, path, compilation)
    : isPlain(value)
      ? compileRecord(value, path, compilation)
      : undefined;
  compilation.ancestors.delete(value);
  return node;
}

function compileString(
  text: string,
  path: ReadonlyArray<string | number>,
  { strings, problems }: Compilation,
): CompiledNode | undefined {
  if (!text.includes('$')) return undefined;
  const template = parseTemplate(text);
  if (isLeft(template)) {
    for (const problem of template.left) problems.push({ ...problem, path });
    return undefined;
  }
  const node: CompiledString = {
    kind: 'string',
    path,
    text,
    template: template.right,
    expanded: isExpandedInFunction(path),
    ownDollar: holdsDollar(template.right.parts),
  };
  strings.push(node);
  const [only] = node.template.parts;
  const standsForItself = node.template.parts.length === 1 && only?.kind === 'literal' && only.text === text;
  return standsForItself ? undefined : node;
}

function holdsDollar(parts: ReadonlyArray<Part>): boolean {
  return parts.some((part) =>
    part.kind === 'literal' ? part.text.includes('$') : part.operands.some((operand) => holdsDollar(operand.parts)),
  );
}

function compileList(
  source: ReadonlyArray<unknown>,
  path: ReadonlyArray<string | number>,
  compilation: Compilation,
): CompiledNode | undefined {
  const indexes: Array<number> = [];
  const nodes: Array<CompiledNode> = [];
  source.forEach((element, index) => {
    const node = compileNode(element, [...path, index], compilation);
    if (node === undefined) return;
    indexes.push(index);
    nodes.push(node);
  });
  return nodes.length === 0 ? undefined : { kind: 'list', source, indexes, nodes };
}

function compileRecord(
  source: object,
  path: ReadonlyArray<string | number>,
  compilation: Compilation,
): CompiledNode | undefined {
  const keys: Array<string> = [];
  const nodes: Array<CompiledNode> = [];
  for (const [key, element] of Object.entries(source)) {
    const node = compileNode(element, [...path, key], compilation);
    if (node === undefined) continue;
    keys.push(key);
    nodes.push(node);
  }
  return nodes.length === 0 ? undefined : { kind: 'record', source, keys, nodes };
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
