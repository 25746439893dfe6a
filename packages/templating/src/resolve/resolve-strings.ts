import { locate, type Resource, referenceTo } from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import { type Evaluation, evaluateParts, type Lookup } from '../template/evaluate.ts';
import { evaluateSimple } from '../template/simple-template.ts';
import type { TemplateProblem } from '../template/template-problem.ts';
import type { Scope } from '../variables/scope.ts';
import { type CompiledNode, type CompiledRecord, compileStrings } from './compile-strings.ts';
import { unresolvedHint } from './unresolved-hint.ts';

/** Where an object stands that is resolved, so that its Problems can tell. */
export interface Place {
  /** The resource that the object is a part of. */
  readonly resource: Resource;
  /** The path from the root of the resource to the object. */
  readonly path: ReadonlyArray<string | number>;
}

/**
 * A copy of an object in which every placeholder of every string is resolved.
 *
 * Values are data: whatever they hold, the copy has the keys, the lengths of lists and the values other than strings of
 * the object, and its strings are never parsed again. Keys are not templates. Parts without a placeholder are not
 * copied but shared with the object.
 *
 * The strings are parsed on the first call for an object and remembered as long as it lives, so an object must not be
 * changed between two calls.
 *
 * @param place - where the object stands, so that Problems have the path from the root of its resource, the resource,
 * and the line and column of the manifest where that is known
 * @returns Left with every Problem of every string: those of `parseTemplate` and `renderTemplate`
 */
export function resolveStrings<T extends object>(
  value: T,
  variables: Scope | Lookup,
  place?: Place,
): Either<ReadonlyNonEmptyArray<TemplateProblem>, T>;
export function resolveStrings(
  value: object,
  variables: Scope | Lookup,
  place?: Place,
): Either<ReadonlyNonEmptyArray<TemplateProblem>, unknown> {
  const { root, problems } = compileStrings(value);
  if (root === undefined && problems.length === 0) return right(value);
  const run: Run = { evaluation: { lookup: lookupOf(variables), problems: undefined }, failures: [] };
  const resolved = root === undefined ? value : evaluateNode(root, run);
  if (problems.length === 0 && run.failures.length === 0) return right(resolved);
  const found = [...problems, ...run.failures.map((problem) => withHint(problem, variables))];
  return isNonEmpty(found)
    ? left(map((problem: TemplateProblem) => locateProblem(problem, place))(found))
    : right(resolved);
}

/** The values of a scope. */
export function lookupOf(variables: Scope | Lookup): Lookup {
  return typeof variables === 'function' ? variables : (name) => variables.get(name)?.value;
}

interface Run {
  /** One for all strings: an Either for each of them would take longer than most of them do. */
  readonly evaluation: Evaluation;
  readonly failures: Array<TemplateProblem>;
}

function evaluateNode(node: CompiledNode, run: Run): unknown {
  switch (node.kind) {
    case 'string': {
      const { parts, simple } = node.template;
      const known = simple === undefined ? undefined : evaluateSimple(simple, run.evaluation.lookup);
      if (known !== undefined) return known;
      const text = evaluateParts(parts, run.evaluation);
      if (run.evaluation.problems !== undefined) takeProblems(run, node.path);
      return text;
    }
    case 'list': {
      const list = node.source.slice();
      for (let index = 0; index < node.nodes.length; index += 1) {
        const child = node.nodes[index];
        const at = node.indexes[index];
        if (child !== undefined && at !== undefined) list[at] = evaluateNode(child, run);
      }
      return list;
    }
    case 'record':
      return evaluateRecord(node, run);
  }
}

function takeProblems({ evaluation, failures }: Run, path: ReadonlyArray<string | number>): void {
  for (const problem of evaluation.problems ?? []) failures.push({ ...problem, path });
  evaluation.problems = undefined;
}

function evaluateRecord({ source, keys, nodes }: CompiledRecord, run: Run): unknown {
  const record: Record<string, unknown> = { ...source };
  for (let index = 0; index < nodes.length; index += 1) {
    const child = nodes[index];
    const key = keys[index];
    if (child === undefined || key === undefined) continue;
    const value = evaluateNode(child, run);
    // Assigning to __proto__ would change the prototype instead of the field.
    if (key === '__proto__')
      Object.defineProperty(record, key, { value, writable: true, enumerable: true, configurable: true });
    else record[key] = value;
  }
  return record;
}

function withHint(problem: TemplateProblem, variables: Scope | Lookup): TemplateProblem {
  if (problem.code !== 'unresolved-variable' || problem.variable === undefined) return problem;
  return {
    ...problem,
    hint: unresolvedHint(problem.variable, typeof variables === 'function' ? undefined : variables),
  };
}

function locateProblem(problem: TemplateProblem, place: Place | undefined): TemplateProblem {
  if (place === undefined) return problem;
  const path = [...place.path, ...problem.path];
  const source = locate(place.resource, path, problem.span);
  return { ...problem, path, resource: referenceTo(place.resource), ...(source === undefined ? {} : { source }) };
}
