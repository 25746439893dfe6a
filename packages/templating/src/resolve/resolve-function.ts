import {
  type Expected,
  type FunctionResource,
  type FunctionSpec,
  type Problem,
  type Problems,
  type RulesFor,
  readInput,
} from '@stash-functions/core/decode';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
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
  /** The spec, with every string resolved. */
  readonly spec: FunctionSpec;
  /** The Function as it was given. */
  readonly source: FunctionResource;
  /** The scope that its templates could see. With it, {@link explain} tells the source of each value. */
  readonly scope: Scope;
  /** The treatment of values that the kubelet would read. */
  readonly kubernetesReferences: KubernetesReferences;
  /** Findings that are worth a look but not wrong: `kubernetes-reference-in-value`. */
  readonly warnings: ReadonlyArray<Problem<TemplateProblemCode>>;
}

/**
 * The options of {@link resolveFunction}.
 *
 * @typeParam Fn - the type of the Function; the type that `defineFunction` gives tells the params
 * @typeParam Variables - the type of the scope; it tells which variables need no param
 */
export interface ResolveFunctionOptions<
  Fn extends FunctionResource = FunctionResource,
  Variables extends Scope | Readonly<Record<string, string>> = Scope | Readonly<Record<string, string>>,
> {
  /** The variables: those of {@link backupScope} or {@link restoreScope}, or plain values of your own. */
  readonly scope: Variables;
  /**
   * The params of a step. They stand below the variables of the scope, as in a Task. Where the Function is a literal, a
   * missing or unused param is a compile error. Leaving out `params` altogether is no error, because the scope may have
   * everything, from the params of the invoker.
   */
  readonly params?: ParamsBeside<Fn, ProvidedBy<Variables>> | undefined;
  /** The treatment of values that the kubelet would read. Default `escape`. */
  readonly kubernetesReferences?: KubernetesReferences | undefined;
}

/**
 * Resolves every placeholder of a Function's spec.
 *
 * `ADDON_IMAGE` is the Function's image, which is resolved first. `nice` and `ionice` of the Function give
 * `NICE_ADJUSTMENT`, `IONICE_CLASS` and `IONICE_CLASS_DATA`, unless the scope has these.
 *
 * Reports all Problems at once: those of `parseTemplate` and `renderTemplate`, above all `unresolved-variable`. Each
 * has its path; a Function that was loaded from a file also gives line and column.
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

/** Does the same as {@link resolveFunction}, with the params of a step as a layer that tells where they come from. */
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

/** A scope as it is, or a scope of plain values. */
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
