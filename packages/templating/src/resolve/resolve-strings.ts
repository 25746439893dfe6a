import { locate, type Resource, referenceTo } from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import { readOr } from '../input/read-input.ts';
import { foreignVariableHint } from '../inspect/shell-variable.ts';
import { escapeReferences, type Run } from '../kubelet/references.ts';
import { type Evaluation, evaluateParts, type Lookup } from '../template/evaluate.ts';
import { referenceInValue } from '../template/evaluation-problem.ts';
import { evaluateSimple } from '../template/simple-template.ts';
import { type TemplateProblem, templateProblem } from '../template/template-problem.ts';
import { type LiteralSpan, type TraceSpan, traceTemplate } from '../template/trace.ts';
import { variablesOf } from '../template/variables-of.ts';
import type { Scope } from '../variables/scope.ts';
import { type CompiledNode, type CompiledObject, type CompiledString, compileStrings } from './compile-strings.ts';
import { unresolvedHint } from './unresolved-hint.ts';

/**
 * What happens to a value that would be a reference for the kubelet, `$(NAME)` or `$$`, in a command, an argument or the
 * like: `escape` makes the program get the value as it is. `expand` leaves it to the kubelet, as Stash does, with a
 * warning: it may put an environment variable in its place, a password too.
 */
export type KubernetesReferences = (typeof kubernetesReferences)[number];

/** Every {@link KubernetesReferences}; the first is the default. */
export const kubernetesReferences = ['escape', 'expand'] as const;

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
  return readOr<Either<ReadonlyNonEmptyArray<TemplateProblem>, unknown>>(left([unreadableInput]), () => {
    const resolved = resolveFields(value, variables, place, undefined);
    return isLeft(resolved) ? resolved : right(resolved.right.value);
  });
}

/** A copy of an object with every placeholder resolved, and what of it is worth a look. */
export interface ResolvedFields<T> {
  readonly value: T;
  /** `kubernetes-reference-in-value`, where references are left to the kubelet. */
  readonly warnings: ReadonlyArray<TemplateProblem>;
}

/**
 * {@link resolveStrings} for an object that is the `spec` of a Function, in which values are escaped where the kubelet
 * reads them, or left with a warning.
 *
 * @param references - undefined for an object that the kubelet does not read
 */
export function resolveFields<T extends object>(
  value: T,
  variables: Scope | Lookup,
  place: Place | undefined,
  references: KubernetesReferences | undefined,
): Either<ReadonlyNonEmptyArray<TemplateProblem>, ResolvedFields<T>>;
export function resolveFields(
  value: object,
  variables: Scope | Lookup,
  place: Place | undefined,
  references: KubernetesReferences | undefined,
): Either<ReadonlyNonEmptyArray<TemplateProblem>, ResolvedFields<unknown>> {
  const { root, problems } = compileStrings(value);
  if (root === undefined && problems.length === 0) return right({ value, warnings: [] });
  const run = startResolution(lookupOf(variables), references);
  const resolved = root === undefined ? value : evaluateNode(root, run);
  const { failures, warnings } = run;
  if (problems.length === 0 && failures.length === 0 && warnings.length === 0)
    return right({ value: resolved, warnings });
  const found = [...problems, ...failures.map((problem) => withHint(problem, variables, place, value))];
  const locateAll = map((problem: TemplateProblem) => locateProblem(problem, place));
  if (isNonEmpty(found)) return left(locateAll(found));
  return right({ value: resolved, warnings: isNonEmpty(warnings) ? locateAll(warnings) : [] });
}

/** For callers whose compiler does not tell. */
const unreadableInput = templateProblem(
  'input-invalid',
  { offset: 0, length: 0 },
  {
    message: 'the object or the variables cannot be read as what the types say',
  },
);

/** The values of a scope. */
export function lookupOf(variables: Scope | Lookup): Lookup {
  return typeof variables === 'function' ? variables : (name) => variables.get(name)?.value;
}

interface Resolution {
  /** The values, without a look at them. */
  readonly lookup: Lookup;
  /** One for all strings: an Either for each of them would take longer than most of them do. */
  readonly evaluation: Evaluation;
  readonly failures: Array<TemplateProblem>;
  readonly references: KubernetesReferences | undefined;
  readonly warnings: Array<TemplateProblem>;
  /** Whether a value with a `$` was put in since this was last set back. */
  tookDollar: boolean;
}

/** Values are looked at while they are put in: to look for a `$` in a string of several pieces would put it together. */
function startResolution(lookup: Lookup, references: KubernetesReferences | undefined): Resolution {
  const watched: Lookup = (name) => {
    const value = lookup(name);
    if (value?.includes('$')) run.tookDollar = true;
    return value;
  };
  const run: Resolution = {
    lookup,
    evaluation: { lookup: references === undefined ? lookup : watched, problems: undefined },
    failures: [],
    references,
    warnings: [],
    tookDollar: false,
  };
  return run;
}

function evaluateNode(node: CompiledNode, run: Resolution): unknown {
  switch (node.kind) {
    case 'string':
      return node.expanded && run.references !== undefined ? evaluateForKubelet(node, run) : evaluateString(node, run);
    case 'object':
      return Array.isArray(node.source) ? evaluateList(node.source, node, run) : evaluateRecord(node, run);
  }
}

function evaluateList(source: ReadonlyArray<unknown>, { keys, nodes }: CompiledObject, run: Resolution): unknown {
  const list = source.slice();
  for (let index = 0; index < nodes.length; index += 1) {
    const child = nodes[index];
    const at = keys[index];
    if (child !== undefined && typeof at === 'number') list[at] = evaluateNode(child, run);
  }
  return list;
}

function evaluateString({ template: { parts, simple }, path }: CompiledString, run: Resolution): string {
  const known = simple === undefined ? undefined : evaluateSimple(simple, run.evaluation.lookup);
  if (known !== undefined) return known;
  const text = evaluateParts(parts, run.evaluation);
  if (run.evaluation.problems !== undefined) takeProblems(run, path);
  return text;
}

function evaluateForKubelet(node: CompiledString, run: Resolution): string {
  run.tookDollar = false;
  const text = evaluateString(node, run);
  return node.ownDollar || run.tookDollar ? forKubelet(text, node, run) : text;
}

/** A string with a `$` in it, which the kubelet reads: where its `$`s stand is asked only here. */
function forKubelet(
  text: string,
  { template, path }: CompiledString,
  { lookup, references, warnings }: Resolution,
): string {
  if (references === undefined) return text;
  const spans = traceTemplate(template, lookup);
  if (isLeft(spans)) return text;
  const escaped = escapeReferences(spans.right.flatMap(runsOf));
  if (references === 'escape' || escaped === text) return escaped;
  const values = spans.right.filter(isExpansion);
  const blamed = values.find((span) => span.text.includes('$')) ?? values[0];
  if (blamed !== undefined) warnings.push({ ...referenceInValue(blamed), path });
  return text;
}

function isExpansion(span: TraceSpan): span is Exclude<TraceSpan, LiteralSpan> {
  return span.kind !== 'literal';
}

/** An alternative is text of the template; a default is a value, as what it stands for would be. */
function runsOf(span: TraceSpan): ReadonlyArray<Run> {
  if (span.kind === 'alternative') return span.spans.flatMap(runsOf);
  return [{ text: span.text, own: span.kind === 'literal' }];
}

function takeProblems({ evaluation, failures }: Resolution, path: ReadonlyArray<string | number>): void {
  for (const problem of evaluation.problems ?? []) failures.push({ ...problem, path });
  evaluation.problems = undefined;
}

function evaluateRecord({ source, keys, nodes }: CompiledObject, run: Resolution): unknown {
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

function withHint(
  problem: TemplateProblem,
  variables: Scope | Lookup,
  place: Place | undefined,
  value: object,
): TemplateProblem {
  if (problem.code !== 'unresolved-variable' || problem.variable === undefined) return problem;
  const { resource, path = [] } = place ?? {};
  const foreign =
    resource?.kind === 'Function'
      ? foreignVariableHint({ name: problem.variable, path: [...path, ...problem.path] }, resource.spec)
      : undefined;
  if (foreign !== undefined) return { ...problem, hint: foreign };
  const used = new Set(variablesOf(value).map(({ name }) => name));
  const scope = typeof variables === 'function' ? undefined : variables;
  return { ...problem, hint: unresolvedHint(problem.variable, scope, used) };
}

function locateProblem(problem: TemplateProblem, place: Place | undefined): TemplateProblem {
  if (place === undefined) return problem;
  const path = [...place.path, ...problem.path];
  const source = locate(place.resource, path, problem.span);
  return { ...problem, path, resource: referenceTo(place.resource), ...(source === undefined ? {} : { source }) };
}
