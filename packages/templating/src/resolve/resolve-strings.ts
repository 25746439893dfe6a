import { type Fix, fixIn, locate, type Resource, readOr, referenceTo } from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
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
import { unresolvedCure } from './unresolved-hint.ts';

/**
 * The treatment of a value that the kubelet would read as a reference, `$(NAME)` or `$$`, in a command, an argument or
 * the like. With `escape`, the program gets the value as it is. With `expand`, the kubelet may put an environment
 * variable in its place, even a password. Stash does that; here it gives a warning.
 */
export type KubernetesReferences = (typeof kubernetesReferences)[number];

/** Every {@link KubernetesReferences}; the first is the default. */
export const kubernetesReferences = ['escape', 'expand'] as const;

/** The place of an object that is resolved, for its Problems. */
export interface Place {
  /** The resource that the object is a part of. */
  readonly resource: Resource;
  /** The path from the root of the resource to the object. */
  readonly path: ReadonlyArray<string | number>;
}

/**
 * Makes a copy of an object with every placeholder of every string resolved.
 *
 * Values are data: no value can change the keys, the lengths of lists or the values that are no strings, and no value
 * is parsed as a template. Keys are not templates. Parts without a placeholder are shared with the object, not copied.
 *
 * The strings are parsed on the first call for an object, and remembered as long as it lives. So an object must not
 * change between two calls.
 *
 * @param place - the place of the object. It gives Problems the resource, the path from its root, and the line and
 * column of the manifest where these are known
 * @returns Left with the Problems of all strings: those of `parseTemplate` and `renderTemplate`
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

/** A copy of an object with every placeholder resolved, and the warnings about it. */
export interface ResolvedFields<T> {
  readonly value: T;
  /** The warnings: `kubernetes-reference-in-value`, where references are left to the kubelet. */
  readonly warnings: ReadonlyArray<TemplateProblem>;
}

/**
 * Does the same as {@link resolveStrings} for the `spec` of a Function. Where the kubelet reads a value, it is escaped,
 * or left as it is with a warning.
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

/** The Problem for callers whose compiler does not check arguments. */
const unreadableInput = templateProblem(
  'input-invalid',
  { offset: 0, length: 0 },
  {
    message: 'the object or the variables do not match their types',
  },
);

/** The values of a scope. */
export function lookupOf(variables: Scope | Lookup): Lookup {
  return typeof variables === 'function' ? variables : (name) => variables.get(name)?.value;
}

interface Resolution {
  /** Looks up a value. It does not look into the value. */
  readonly lookup: Lookup;
  /** One evaluation for all strings: an Either for each would take longer than most strings do. */
  readonly evaluation: Evaluation;
  readonly failures: Array<TemplateProblem>;
  readonly references: KubernetesReferences | undefined;
  readonly warnings: Array<TemplateProblem>;
  /** True where a value with a `$` was put in since this was last reset. */
  tookDollar: boolean;
}

/**
 * Values are checked for a `$` while they are put in. Checking the whole string later would force the engine to join
 * its pieces.
 */
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

/** A string with a `$` that the kubelet reads. The places of its `$`s are only looked for here. */
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

/** An alternative is text of the template. A default is a value, as the variable that it replaces would be. */
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
  const { hint, meant } = unresolvedCure(problem.variable, scope, used);
  const fix = place === undefined || meant === undefined ? undefined : renamed(problem, problem.variable, meant, place);
  return fix === undefined ? { ...problem, hint } : { ...problem, hint, fix };
}

/** The edit of the name alone, behind `${` or `${#`. */
function renamed({ path, span }: TemplateProblem, was: string, text: string, place: Place): Fix | undefined {
  const at = [...place.path, ...path];
  const edit = { length: was.length, was, text };
  return (
    fixIn(place.resource, at, { ...edit, offset: span.offset + 2 }) ??
    fixIn(place.resource, at, { ...edit, offset: span.offset + 3 })
  );
}

function locateProblem(problem: TemplateProblem, place: Place | undefined): TemplateProblem {
  if (place === undefined) return problem;
  const path = [...place.path, ...problem.path];
  const source = locate(place.resource, path, problem.span);
  return { ...problem, path, resource: referenceTo(place.resource), ...(source === undefined ? {} : { source }) };
}
