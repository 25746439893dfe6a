import {
  didYouMean,
  type Expected,
  type FunctionRef,
  type FunctionResource,
  fixIn,
  joinProblems,
  noProblems,
  type Param,
  type Problem,
  type Problems,
  placeIn,
  problemsOf,
  type RulesFor,
  readInput,
  referenceTo,
  type TaskResource,
  type TaskSpec,
  type Volume,
} from '@stash-functions/core/decode';
import { type Either, isLeft, isRight, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { operatorHint } from '../operator/operator-functions.ts';
import { concealSecrets } from '../secrets/conceal.ts';
import { evaluateText } from '../template/evaluate-text.ts';
import type { TemplateProblemCode } from '../template/template-problem-code.ts';
import { evaluateInScope } from '../variables/evaluate-in-scope.ts';
import { remembered } from '../variables/remembered.ts';
import type { Layer, Origin, Scope } from '../variables/scope.ts';
import { stepParamLayer } from './function-scope.ts';
import { type ResolvedFunction, resolveFunctionIn, toScope } from './resolve-function.ts';
import { type ResolveProblemCode, resolveProblem } from './resolve-problem-code.ts';
import { type KubernetesReferences, kubernetesReferences, lookupOf, resolveStrings } from './resolve-strings.ts';

/** A Task without a placeholder left, and its Functions. */
export interface ResolvedTask {
  /** `metadata.name` of the Task. */
  readonly name: string;
  /** The Functions in the order in which they run. */
  readonly steps: ReadonlyArray<ResolvedFunction>;
  /** The volumes that the Functions share, with every string resolved. */
  readonly volumes: ReadonlyArray<Volume>;
  /** The Task as it was given. */
  readonly source: TaskResource;
  /** The scope that the templates of the Task itself could see. Each step has a scope of its own. */
  readonly scope: Scope;
  /** The treatment of values that the kubelet would read. */
  readonly kubernetesReferences: KubernetesReferences;
  /** Findings that are worth a look but not wrong: `shadowed-param`, and the warnings of its {@link steps}. */
  readonly warnings: ReadonlyArray<Problem<TemplateProblemCode | ResolveProblemCode>>;
}

/** The options of {@link resolveTask}. */
export interface ResolveTaskOptions {
  /** The Functions by name: `functions` of loaded manifests, or a Map of your own. */
  readonly functions: ReadonlyMap<string, FunctionResource>;
  /** The variables: those of {@link backupScope} or {@link restoreScope}, or plain values of your own. */
  readonly scope: Scope | Readonly<Record<string, string>>;
  /** The treatment of values that the kubelet would read in commands, arguments and the like. Default `escape`. */
  readonly kubernetesReferences?: KubernetesReferences | undefined;
}

/**
 * Resolves a Task, then each of its Functions. The names and params of steps and the volumes may use the variables of
 * the scope. Each Function sees the params of its step below these variables.
 *
 * Reports all Problems of the Task and of its Functions at once: those of `resolveFunction`, `function-missing`,
 * `task-without-steps`. Each has the resource and the path. A resource that was loaded from a file also gives line and
 * column.
 */
export function resolveTask(
  task: TaskResource,
  options: ResolveTaskOptions,
): Either<Problems<TemplateProblemCode | ResolveProblemCode>, ResolvedTask> {
  const expected = (): ReadonlyArray<Expected> => [
    { name: 'the Task', value: task, kind: ['Task'] },
    { name: 'the options', value: options, options: resolveTaskRules },
    { name: 'the scope', value: options?.scope },
    { name: 'the Functions', value: options?.functions },
  ];
  return readInput(expected, () => resolveSteps(task, options));
}

const resolveTaskRules: RulesFor<ResolveTaskOptions> = {
  functions: 'any',
  scope: 'any',
  kubernetesReferences: { oneOf: kubernetesReferences },
};

function resolveSteps(
  task: TaskResource,
  options: ResolveTaskOptions,
): Either<Problems<TemplateProblemCode | ResolveProblemCode>, ResolvedTask> {
  const scope = toScope(options.scope);
  const withoutSecrets = <P extends Problem>(found: ReadonlyArray<P>): ReadonlyArray<P> =>
    concealSecrets(found, [{ source: task, scope }]);
  const spec = task.spec ?? {};
  const resolved = resolveStrings(spec, scope, { resource: task, path: ['spec'] });
  const steps = (spec.steps ?? []).map((step, index) =>
    resolveStep(task, step, index, resolvedStep(spec, resolved, scope, index), scope, options),
  );
  if (isRight(resolved) && steps.length > 0 && steps.every(isRight)) {
    const functions = steps.map((step) => step.right);
    const warnings = warningsOf(task, resolved.right.steps ?? [], functions, scope);
    return right({
      name: task.metadata.name,
      steps: functions,
      volumes: resolved.right.volumes ?? [],
      source: task,
      scope,
      kubernetesReferences: options.kubernetesReferences ?? 'escape',
      warnings: withoutSecrets(warnings),
    });
  }
  const found = withoutSecrets<Problem<TemplateProblemCode | ResolveProblemCode>>([
    ...problemsOf(resolved),
    ...steps.flatMap((step) => (isLeft(step) ? step.left : [])),
  ]);
  return left(isNonEmpty(found) ? found : [withoutSteps(task)]);
}

function warningsOf(
  task: TaskResource,
  steps: ReadonlyArray<FunctionRef>,
  functions: ReadonlyArray<ResolvedFunction>,
  scope: Scope,
): ReadonlyArray<Problem<TemplateProblemCode | ResolveProblemCode>> {
  let found: ReadonlyArray<Problem<TemplateProblemCode | ResolveProblemCode>> = noProblems;
  steps.forEach((step, index) => {
    found = joinProblems(found, shadowedParams(task, step, index, scope));
  });
  for (const { warnings } of functions) found = joinProblems(found, warnings);
  return found;
}

/**
 * A step with the values that its params can have. A param that failed is reported, and its variable is not asked for
 * again.
 */
function resolvedStep(
  spec: TaskSpec,
  resolved: Either<unknown, TaskSpec>,
  scope: Scope,
  index: number,
): FunctionRef | undefined {
  if (isRight(resolved)) return resolved.right.steps?.[index];
  const step = spec.steps?.[index];
  if (step === undefined) return undefined;
  const lookup = lookupOf(scope);
  const name = evaluateText(step.name ?? '', lookup);
  const params = (step.params ?? []).map((param): Param => {
    const value = evaluateText(param.value, lookup);
    return { name: param.name, value: isRight(value) ? value.right : '' };
  });
  return isLeft(name) ? undefined : { name: name.right, params };
}

function resolveStep(
  task: TaskResource,
  template: FunctionRef,
  index: number,
  step: FunctionRef | undefined,
  scope: Scope,
  { functions, kubernetesReferences: references }: ResolveTaskOptions,
): Either<ReadonlyArray<Problem<TemplateProblemCode | ResolveProblemCode>>, ResolvedFunction> {
  if (step === undefined) return left([]);
  const fn = functions.get(step.name ?? '');
  if (fn === undefined) return left([missingFunction(task, index, step.name ?? '', functions)]);
  const params = step.params ?? [];
  if (params.length === 0) return resolveFunctionIn(scope, fn, undefined, references);
  // Params without a variable are not copied by the resolution. They are the same in every plan.
  const layer =
    params === template.params ? constantParams(task)[index] : paramsOf(task, index, template, params, scope);
  return resolveFunctionIn(scope, fn, layer, references);
}

/** The layers of the params of the steps as they are written. */
const constantParams = remembered(
  (task: TaskResource): ReadonlyArray<Layer> =>
    (task.spec?.steps ?? []).map(({ params = [] }, step) =>
      stepParamLayer(params, originOfParams(task, step), () => false),
    ),
);

function paramsOf(
  task: TaskResource,
  step: number,
  template: FunctionRef,
  params: ReadonlyArray<Param>,
  scope: Scope,
): Layer {
  return stepParamLayer(params, originOfParams(task, step), (index) => madeOfSecret(template.params?.[index], scope));
}

function originOfParams(task: TaskResource, step: number): (index: number) => Origin {
  const resource = referenceTo(task);
  return (index) => ({ resource, path: ['spec', 'steps', step, 'params', index, 'value'] });
}

function madeOfSecret(param: Param | undefined, scope: Scope): boolean {
  if (param === undefined) return false;
  const evaluated = evaluateInScope(param.value, scope);
  return isRight(evaluated) && evaluated.right.secret;
}

function missingFunction(
  task: TaskResource,
  index: number,
  name: string,
  functions: ReadonlyMap<string, FunctionResource>,
): Problem<'function-missing'> {
  const path = ['spec', 'steps', index, 'name'];
  const own = operatorHint('Function', name);
  const place = placeIn(task, path);
  if (own !== undefined) {
    const message = `the Function \`${name}\` of step ${index} is one of the operator's own, and is not loaded`;
    return resolveProblem('function-missing', { message, ...place, hint: own });
  }
  const near = didYouMean(name, functions.keys());
  return resolveProblem('function-missing', {
    message: `the Function \`${name}\` of step ${index} is not there`,
    ...place,
    hint: near === undefined ? 'load the Function beside the Task' : `did you mean \`${near}\`?`,
    fix: near === undefined ? undefined : fixIn(task, path, { was: name, text: near }),
  });
}

function withoutSteps(task: TaskResource): Problem<'task-without-steps'> {
  return resolveProblem('task-without-steps', {
    message: `the Task \`${task.metadata.name}\` has no steps, so there is nothing to run`,
    ...placeIn(task, ['spec', 'steps']),
    hint: 'give it one step at least',
  });
}

function shadowedParams(
  task: TaskResource,
  step: FunctionRef,
  index: number,
  scope: Scope,
): ReadonlyArray<Problem<'shadowed-param'>> {
  const hidden = step.params?.some(({ name }) => scope.get(name)?.layer === 'built-in');
  if (step.params === undefined || hidden !== true) return noProblems;
  return step.params.flatMap(({ name }, param) => {
    if (scope.get(name)?.layer !== 'built-in') return [];
    const path = ['spec', 'steps', index, 'params', param, 'name'];
    return [
      resolveProblem('shadowed-param', {
        message: `the param \`${name}\` of step ${index} has no effect: the built-in variable of that name wins over it`,
        ...placeIn(task, path),
        hint: `give the param another name, or set \`${name}\` in \`task.params\` of the invoker, which wins`,
      }),
    ];
  });
}
