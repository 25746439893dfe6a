import {
  type AddonTaskRef,
  type AppBinding,
  decodeStashAddon,
  type Expected,
  occasionOf,
  type Param,
  type Problem,
  type Problems,
  type ResourceReference,
  readInput,
  referenceTo,
  type TaskRef,
} from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { map } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import { findAppBinding, isAppBindingRef, type WithTarget } from './app-binding.ts';
import type { BackupContext, RestoreContext } from './context.ts';
import { locateProblems } from './locate-problems.ts';
import { type Member, memberOf } from './member.ts';
import { remembered } from './remembered.ts';
import { createLayer, type Layer, type Origin } from './scope.ts';
import { type ScopeProblemCode, scopeProblem } from './scope-problem-code.ts';

/** The Task that an invoker runs, and its params. */
export interface EffectiveTask {
  /** The name of the Task; absent if neither the invoker nor the AppBinding of its target names one. */
  readonly name?: string;
  /** The field that the name was read from. */
  readonly origin?: Origin;
  /** The params of the AppBinding's add-on, then those of the invoker, which win. */
  readonly params: ReadonlyArray<Layer>;
}

/**
 * Finds the Task that an invoker runs: `task.name` of the invoker or of the member of its batch. Otherwise it is the
 * Task in the add-on of the target's AppBinding. The params of the add-on stay below those of the invoker, whichever of
 * the two names the Task. A restore takes the add-on's `restoreTask`, a backup its `backupTask`.
 *
 * Problems: `member-not-chosen`, `member-out-of-range`, `add-on-invalid`, and `app-binding-missing`. The last one is
 * reported if only an AppBinding that is not in the context can name the Task.
 */
export function effectiveTask(
  context: BackupContext | RestoreContext,
): Either<Problems<ScopeProblemCode>, EffectiveTask> {
  const kind = ['BackupConfiguration', 'BackupBatch', 'RestoreSession', 'RestoreBatch'];
  const expected = (): ReadonlyArray<Expected> => [
    { name: 'the context', value: context },
    { name: 'the invoker', value: context?.invoker, kind },
  ];
  return readInput(expected, () => taskOf(context));
}

function taskOf(context: BackupContext | RestoreContext): Either<Problems<ScopeProblemCode>, EffectiveTask> {
  const { invoker } = context;
  const member: Either<Problem<ScopeProblemCode>, Member<WithTask>> = memberOf(invoker, context.member);
  if (isLeft(member)) return left(locateProblems([member.left], context));
  const appBinding = findAppBinding(member.right, context);
  const task = effectiveTaskOf(
    member.right,
    appBinding,
    occasionOf(invoker) === 'restore' ? 'restoreTask' : 'backupTask',
  );
  if (isLeft(task)) return left(locateProblems(task.left, context));
  const couldBeNamed = appBinding === undefined && isAppBindingRef(member.right.spec.target?.ref);
  return task.right.name === undefined && couldBeNamed
    ? left(locateProblems([missingAppBinding(member.right)], context))
    : task;
}

/** Does the same as {@link effectiveTask} for a caller that has looked up the member and the AppBinding. */
export function effectiveTaskOf(
  member: Member<WithTask>,
  appBinding: AppBinding | undefined,
  which: 'backupTask' | 'restoreTask',
): Either<Problems<ScopeProblemCode>, EffectiveTask> {
  const addon = appBinding === undefined ? noAddon : addonsOf(appBinding)[which];
  const known = tasks.get(member);
  if (known?.addon === addon) return known.task;
  const task = readTask(member, addon);
  tasks.set(member, { addon, task });
  return task;
}

type Addon = Either<Problems<ScopeProblemCode>, AddonTask | undefined>;

const tasks = new WeakMap<
  Member<WithTask>,
  { readonly addon: Addon; readonly task: Either<Problems<ScopeProblemCode>, EffectiveTask> }
>();

const noAddon: Addon = right(undefined);

function readTask(member: Member<WithTask>, addon: Addon): Either<Problems<ScopeProblemCode>, EffectiveTask> {
  if (isLeft(addon)) return addon;
  const { task } = member.spec;
  const own = task?.name === '' ? undefined : task?.name;
  const { resource, ref, path } = addon.right ?? {};
  const params = [
    paramLayer('add-on params', resource, path ?? [], ref?.params),
    paramLayer('task params', member.invoker, [...member.path, 'task'], task?.params),
  ];
  if (own !== undefined) {
    return right({ name: own, origin: { resource: member.invoker, path: [...member.path, 'task', 'name'] }, params });
  }
  if (ref === undefined || resource === undefined || path === undefined) return right({ params });
  return right({ name: ref.name, origin: { resource, path: [...path, 'name'] }, params });
}

/** The fields of an invoker's target that {@link effectiveTaskOf} reads. */
export interface WithTask extends WithTarget {
  readonly task?: TaskRef;
}

interface AddonTask {
  readonly resource: ResourceReference;
  readonly ref: AddonTaskRef;
  readonly path: ReadonlyArray<string | number>;
}

const addonsOf = remembered((appBinding: AppBinding): Readonly<Record<'backupTask' | 'restoreTask', Addon>> => {
  return { backupTask: addonTask(appBinding, 'backupTask'), restoreTask: addonTask(appBinding, 'restoreTask') };
});

function addonTask(appBinding: AppBinding, which: 'backupTask' | 'restoreTask'): Addon {
  const resource = referenceTo(appBinding);
  const stash = decodeStashAddon(appBinding, { lenient: true });
  if (isLeft(stash)) return left(map((problem: Problem) => invalidAddon(problem, resource))(stash.left));
  const ref = stash.right?.addon?.[which];
  const path = ['spec', 'parameters', 'stash', 'addon', which];
  return right(ref === undefined || ref.name === '' ? undefined : { resource, ref, path });
}

function paramLayer(
  name: 'add-on params' | 'task params',
  resource: ResourceReference | undefined,
  path: ReadonlyArray<string | number>,
  params: ReadonlyArray<Param> = [],
): Layer {
  return createLayer(
    name,
    params.map((param, index) => ({
      name: param.name,
      value: param.value,
      origin: resource === undefined ? undefined : { resource, path: [...path, 'params', index, 'value'] },
    })),
  );
}

function missingAppBinding({ invoker, path, spec }: Member<WithTask>): Problem<'app-binding-missing'> {
  const { name = '', namespace = invoker.namespace } = spec.target?.ref ?? {};
  return scopeProblem('app-binding-missing', {
    message: `no Task is named, and the AppBinding \`${namespace === undefined ? name : `${namespace}/${name}`}\`, which could name one, is not there`,
    path: [...path, 'target', 'ref'],
    resource: invoker,
    hint: 'name a Task in `task.name`, or give the AppBinding in `appBindings`',
  });
}

function invalidAddon({ message, path, hint }: Problem, resource: ResourceReference): Problem<'add-on-invalid'> {
  return scopeProblem('add-on-invalid', {
    message: `the add-on of the AppBinding \`${resource.name ?? ''}\` names no Task: ${message}`,
    path,
    resource,
    hint: hint ?? 'give `addon.backupTask` and `addon.restoreTask` a `name`, and `params` that are a list',
  });
}
