import type { Manifests } from '@stash-functions/core';
import type { FunctionResource, Problem, TaskResource } from '@stash-functions/core/decode';
import {
  bareNames,
  lostEscapes,
  misspeltVariables,
  otherOccasionVariables,
  plainSecrets,
  removedPolicies,
  templateProblems,
} from './function-rules.ts';
import {
  ambiguousJoins,
  ambiguousTags,
  invokerProbes,
  missingTasks,
  plainInvokerSecrets,
  undefinedVariables,
  unusedTaskParams,
} from './invoker-rules.ts';
import type { LintCode } from './lint-code.ts';
import type { LintManifestsOptions, LintOptions, LintTaskOptions } from './lint-options.ts';
import { claimsWithoutMount, unreachableRules } from './restore-rules.ts';
import { targetsOf } from './target.ts';
import {
  hiddenParams,
  initContainerProbes,
  missingFunctions,
  mountMismatches,
  plainSecretParams,
  stepsOf,
  unsetVariables,
  unusedParams,
} from './task-rules.ts';

/**
 * What is wrong, or probably not meant, in a Function by itself: malformed templates, names that are almost those of
 * built-in variables, `lost-kubernetes-escape`, `bare-dollar-name`, `other-occasion-variable`, `plaintext-secret`,
 * `pod-security-policy-removed`. The spelling of a field is what loading warns of: {@link lintManifests} passes it on.
 *
 * @returns nothing where there is nothing to say
 */
export function lintFunction(fn: FunctionResource, options: LintOptions = {}): ReadonlyArray<Problem<LintCode>> {
  return lintFunctionWith(fn, options, new Set());
}

/**
 * What is wrong, or probably not meant, in a Task and in how its Functions fit into it: malformed templates,
 * `function-missing`, `undefined-variable`, `unused-param`, `shadowed-param`, `mount-without-volume`,
 * `volume-without-mount`, `init-container-probe`, `plaintext-secret`, `other-occasion-variable`. The Functions
 * themselves are what {@link lintFunction} looks at.
 */
export function lintTask(task: TaskResource, options: LintTaskOptions): ReadonlyArray<Problem<LintCode>> {
  return [...lintTaskWith(task, options), ...unsetVariables(task, options), ...stepsInOtherOccasion(task, options)];
}

/**
 * What is wrong, or probably not meant, in some manifests together: each Function, each Task, and each invoker with the
 * Task that it runs, with the AppBindings that name one. A variable that an invoker leaves without a value is an error
 * here. To what {@link lintFunction} and {@link lintTask} find come `ambiguous-join`, `claim-without-mount`,
 * `task-missing`, `unreachable-rule`, `add-on-invalid`, and the warnings of loading, `nested-spelling` among them.
 */
export function lintManifests(manifests: Manifests, options: LintManifestsOptions = {}): ReadonlyArray<Problem> {
  const { functions } = manifests;
  const targets = targetsOf(manifests);
  const tasks = [...manifests.tasks.values()];
  const given = paramsOfFunctions(manifests, targets);
  return [
    ...manifests.warnings,
    ...[...functions.values()].flatMap((fn) => lintFunctionWith(fn, options, given.get(fn) ?? new Set())),
    ...tasks.flatMap((task) => {
      const occasions = new Set(targets.filter((target) => target.task === task).map(({ occasion }) => occasion));
      const [only] = occasions;
      const taskOptions = {
        ...options,
        functions,
        ...(only !== undefined && occasions.size === 1 ? { occasion: only } : {}),
      };
      return [...lintTaskWith(task, taskOptions), ...(occasions.size === 0 ? unsetVariables(task, taskOptions) : [])];
    }),
    ...targets.flatMap((target) => [
      ...target.problems,
      ...missingTasks(target, manifests, options),
      ...undefinedVariables(target, functions),
      ...unusedTaskParams(target, functions),
      ...ambiguousJoins(target),
      ...unreachableRules(target),
      ...claimsWithoutMount(target),
      ...invokerProbes(target),
      ...plainInvokerSecrets(target),
    ]),
    ...[...new Set(targets.map(({ invoker }) => invoker))].flatMap(ambiguousTags),
  ];
}

function lintFunctionWith(
  fn: FunctionResource,
  options: LintOptions,
  params: ReadonlySet<string>,
): ReadonlyArray<Problem<LintCode>> {
  return [
    ...templateProblems(fn),
    ...lostEscapes(fn),
    ...bareNames(fn, params),
    ...misspeltVariables(fn, params),
    ...otherOccasionVariables(fn, options, params),
    ...removedPolicies(fn, options),
    ...plainSecrets(fn),
  ];
}

function lintTaskWith(task: TaskResource, options: LintTaskOptions): ReadonlyArray<Problem<LintCode>> {
  return [
    ...templateProblems(task),
    ...missingFunctions(task, options),
    ...unusedParams(task, options),
    ...hiddenParams(task, options),
    ...mountMismatches(task, options),
    ...initContainerProbes(task, options),
    ...plainSecretParams(task),
  ];
}

/** Without an occasion, a Function that needs variables of both is found by itself. */
function stepsInOtherOccasion(task: TaskResource, options: LintTaskOptions): ReadonlyArray<Problem<LintCode>> {
  if (options.occasion === undefined) return [];
  return stepsOf(task, options.functions).flatMap(({ fn, ref }) =>
    fn === undefined
      ? []
      : otherOccasionVariables(
          fn,
          options,
          (ref.params ?? []).map(({ name }) => name),
        ),
  );
}

/** Every name that some step or invoker gives a Function. */
function paramsOfFunctions(
  { tasks, functions }: Manifests,
  targets: ReturnType<typeof targetsOf>,
): ReadonlyMap<FunctionResource, ReadonlySet<string>> {
  const params = new Map<FunctionResource, Set<string>>();
  for (const task of tasks.values()) {
    const fromInvokers = targets.filter((target) => target.task === task).flatMap((target) => [...target.params]);
    for (const { fn, ref } of stepsOf(task, functions)) {
      if (fn === undefined) continue;
      const names = params.get(fn) ?? new Set<string>();
      for (const name of [...fromInvokers, ...(ref.params ?? []).map((param) => param.name)]) names.add(name);
      params.set(fn, names);
    }
  }
  return params;
}
