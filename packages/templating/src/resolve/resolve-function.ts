import type { FunctionResource, FunctionSpec, Problem, Problems } from '@stash-functions/core/decode';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { RulesFor } from '../input/check-options.ts';
import { type Expected, readInput } from '../input/read-input.ts';
import type { TemplateProblemCode } from '../template/template-problem-code.ts';
import type { ParamsBeside } from '../types/params-of.ts';
import type { ProvidedBy } from '../types/provided-by.ts';
import { createLayer, type Layer, type Scope, scopeOf } from '../variables/scope.ts';
import { functionScope } from './function-scope.ts';
import { type KubernetesReferences, kubernetesReferences, resolveFields } from './resolve-strings.ts';

/** A Function without a placeholder left. */
export interface ResolvedFunction {
  /** `metadata.name` of the Function. */
  readonly name: string;
  /** Its spec, every string resolved. */
  readonly spec: FunctionSpec;
  /** The Function as it was given. */
  readonly source: FunctionResource;
  /** Everything that its templates could see: {@link explain} tells from it where each value came from. */
  readonly scope: Scope;
  /** What was done to values that the kubelet would read. */
  readonly kubernetesReferences: KubernetesReferences;
  /** What is not wrong but worth a look: `kubernetes-reference-in-value`. */
  readonly warnings: ReadonlyArray<Problem<TemplateProblemCode>>;
}

/**
 * What {@link resolveFunction} resolves a Function with.
 *
 * @typeParam Fn - the type of the Function: of one that `defineFunction` made it tells the params
 * @typeParam Variables - the type of the scope, which tells what need not be a param
 */
export interface ResolveFunctionOptions<
  Fn extends FunctionResource = FunctionResource,
  Variables extends Scope | Readonly<Record<string, string>> = Scope | Readonly<Record<string, string>>,
> {
  /** The variables: of {@link backupScope} or {@link restoreScope}, or plain values of your own. */
  readonly scope: Variables;
  /**
   * Params of a step: they stand below the variables of the scope, as in a Task. Where the Function is a literal, one
   * that is missing or that no template of it uses is a compile error. To leave them out altogether is none: the scope
   * may have all that is needed, from the params of the invoker.
   */
  readonly params?: ParamsBeside<Fn, ProvidedBy<Variables>> | undefined;
  /** What happens to values that the kubelet would read. Default `escape`. */
  readonly kubernetesReferences?: KubernetesReferences | undefined;
}

/**
 * Resolves every placeholder of a Function's spec.
 *
 * `ADDON_IMAGE` is the Function's image, resolved first. `nice` and `ionice` of the Function give `NICE_ADJUSTMENT`,
 * `IONICE_CLASS` and `IONICE_CLASS_DATA` where the scope does not.
 *
 * Problems, all of them at once, each with its path and, for a Function that was loaded from a file, line and column:
 * those of `parseTemplate` and `renderTemplate`, `unresolved-variable` first among them.
 */
export function resolveFunction<
  const Fn extends FunctionResource,
  Variables extends Scope | Readonly<Record<string, string>>,
>(fn: Fn, options: ResolveFunctionOptions<Fn, Variables>): Either<Problems<TemplateProblemCode>, ResolvedFunction>;
export function resolveFunction(
  fn: FunctionResource,
  options: ResolveFunctionOptions,
): Either<Problems<TemplateProblemCode>, ResolvedFunction> {
  const expected = (): ReadonlyArray<Expected> => [
    { name: 'the Function', value: fn, kind: ['Function'] },
    { name: 'the options', value: options, options: resolveFunctionRules },
    { name: 'the scope', value: options?.scope },
  ];
  return readInput(expected, () => {
    const { scope, params } = options;
    return resolveFunctionIn(toScope(scope), fn, toLayer(params), options.kubernetesReferences);
  });
}

const resolveFunctionRules: RulesFor<ResolveFunctionOptions> = {
  scope: 'any',
  params: 'any',
  kubernetesReferences: { oneOf: kubernetesReferences },
};

/** {@link resolveFunction} with the params of a step as a layer, which tells where they come from. */
export function resolveFunctionIn(
  outerScope: Scope,
  fn: FunctionResource,
  stepParams: Layer | undefined,
  references: KubernetesReferences = 'escape',
): Either<Problems<TemplateProblemCode>, ResolvedFunction> {
  const scope = functionScope(fn, outerScope, stepParams);
  const { name } = fn.metadata;
  if (fn.spec === undefined) {
    return right({ name, spec: {}, source: fn, scope, kubernetesReferences: references, warnings: [] });
  }
  const resolved = resolveFields(fn.spec, scope, { resource: fn, path: ['spec'] }, references);
  if (isLeft(resolved)) return resolved;
  const { value: spec, warnings } = resolved.right;
  return right({ name, spec, source: fn, scope, kubernetesReferences: references, warnings });
}

/** A scope, also of plain values. */
export function toScope(scope: Scope | Readonly<Record<string, string>>): Scope {
  return isScope(scope) ? scope : scopeOf(scope);
}

function isScope(scope: Scope | Readonly<Record<string, string>>): scope is Scope {
  return typeof scope.get === 'function';
}

function toLayer(params: Readonly<Record<string, string>> | undefined): Layer | undefined {
  if (params === undefined) return undefined;
  return createLayer(
    'step params',
    Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
  );
}
