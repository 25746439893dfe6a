import type { ReadManifests } from '@stash-functions/core';
import type {
  AppBinding,
  FunctionRef,
  FunctionResource,
  Invoker,
  InvokerTarget,
  Manifests,
  Occasion,
  Problem,
  Resource,
  TaskResource,
} from '@stash-functions/core/decode';
import { findByReference, isError, noProblems, targetsOf } from '@stash-functions/core/decode';
import { type EffectiveTask, effectiveTask } from '@stash-functions/templating';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { LintManifestsOptions } from './lint-options.ts';

/** The facts that rules may use beside the resource that they check. */
export interface LintContext {
  /** Everything that was loaded. */
  readonly manifests: Manifests;
  /** The caller's facts about the cluster. */
  readonly options: LintManifestsOptions;
  /** The errors that were cut out of resources, by the names that these have in the text. */
  readonly salvaged: Salvaged;
  /** True where every document could be read. A document that could not may hold what others refer to. */
  readonly isComplete: boolean;
  /** Every target of every invoker, with the Task that it runs. */
  readonly targets: ReadonlyArray<LintTarget>;
  /** The targets of one invoker, in the order of its members. */
  readonly targetsOf: (invoker: Invoker) => ReadonlyArray<LintTarget>;
  /** The targets that run a Task. */
  readonly targetsRunning: (task: TaskResource) => ReadonlyArray<LintTarget>;
  /** The steps of Tasks that run a Function. */
  readonly usesOf: (fn: FunctionResource) => ReadonlyArray<LintStep>;
  /** The steps of a Task with their Functions. */
  readonly stepsOf: (task: TaskResource) => ReadonlyArray<LintStep>;
}

/** One target of an invoker, with the Task that it runs and the values that params give. */
export type LintTarget = InvokerTarget & {
  /** The Task that the target or its AppBinding names; undefined where that cannot be told. */
  readonly effective: EffectiveTask | undefined;
  /** The Task itself, if the manifests have it. */
  readonly task: TaskResource | undefined;
  /** The AppBinding that is the target, if the manifests have it. */
  readonly appBinding: AppBinding | undefined;
  /** The names of the params of the add-on and of the invoker. */
  readonly params: ReadonlySet<string>;
  /** The problems of the add-on: `add-on-invalid`. */
  readonly problems: ReadonlyArray<Problem>;
};

/** A step of a Task, with its Function if that is there. */
export interface LintStep {
  readonly task: TaskResource;
  readonly index: number;
  readonly ref: FunctionRef;
  readonly fn: FunctionResource | undefined;
  /** The names of the params of the step. */
  readonly params: ReadonlySet<string>;
}

/** Looks up once how everything refers to everything, so that questions need no search. */
export function lintContext(
  manifests: Manifests,
  options: LintManifestsOptions = {},
  { salvaged = nothingSalvaged, problems = noProblems }: Partial<Omit<ReadManifests<string>, 'manifests'>> = {},
): LintContext {
  const targets = lintTargets(manifests);
  const steps = [...manifests.tasks.values()].flatMap((task) => stepsIn(task, manifests.functions));
  const byInvoker = groupBy(targets, ({ invoker }) => invoker);
  const byTask = groupBy(targets, ({ task }) => task);
  const byFunction = groupBy(steps, ({ fn }) => fn);
  const inTask = groupBy(steps, ({ task }) => task);
  return {
    manifests,
    options,
    salvaged,
    isComplete: !hidesResources(problems, salvaged),
    targets,
    targetsOf: (invoker) => byInvoker.get(invoker) ?? [],
    targetsRunning: (task) => byTask.get(task) ?? [],
    usesOf: (fn) => byFunction.get(fn) ?? [],
    stepsOf: (task) => inTask.get(task) ?? [],
  };
}

/** See `ReadManifests`. */
export type Salvaged = ReadManifests<string>['salvaged'];

/** The value for resources without faults. */
export const nothingSalvaged: Salvaged = new Map();

/** Makes manifests of these resources and nothing else. */
export function manifestsWith(parts: Partial<Manifests>): Manifests {
  return { ...emptyManifests, ...parts };
}

/** The occasions on which a Function is known to run; none where nothing that was loaded runs it. */
export function occasionsOf(fn: FunctionResource, context: LintContext): ReadonlySet<Occasion> {
  if (context.options.occasion !== undefined) return new Set([context.options.occasion]);
  return new Set(context.usesOf(fn).flatMap(({ task }) => [...occasionsOfTask(task, context)]));
}

/** The occasions on which a Task is known to run. */
export function occasionsOfTask(task: TaskResource, context: LintContext): ReadonlySet<Occasion> {
  if (context.options.occasion !== undefined) return new Set([context.options.occasion]);
  return new Set(context.targetsRunning(task).map(({ occasion }) => occasion));
}

/** The name of a resource in messages: `demo/nightly`. */
export function nameOf({ metadata }: Resource): string {
  return metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
}

const emptyManifests: Manifests = {
  all: [],
  functions: new Map(),
  tasks: new Map(),
  repositories: new Map(),
  backupConfigurations: new Map(),
  backupBatches: new Map(),
  backupSessions: new Map(),
  restoreSessions: new Map(),
  restoreBatches: new Map(),
  backupBlueprints: new Map(),
  appBindings: new Map(),
  others: [],
  warnings: [],
};

/** True where an error belongs to no resource that was read, or to one whose name could not be read. */
function hidesResources(problems: ReadonlyArray<Problem>, salvaged: Salvaged): boolean {
  const ofResources = new Set<Problem>([...salvaged.values()].flat());
  return problems.some(
    (problem) =>
      isError(problem) &&
      problem.code !== 'duplicate-resource' &&
      (!ofResources.has(problem) || problem.path[0] === 'metadata'),
  );
}

function lintTargets(manifests: Manifests): ReadonlyArray<LintTarget> {
  const invokers: ReadonlyArray<Invoker> = [
    ...manifests.backupConfigurations.values(),
    ...manifests.backupBatches.values(),
    ...manifests.restoreSessions.values(),
    ...manifests.restoreBatches.values(),
  ];
  return invokers.flatMap(targetsOf).map((target) => {
    const { ref } = target.spec.target ?? {};
    const appBinding =
      ref?.kind === 'AppBinding'
        ? findByReference(manifests.appBindings.values(), ref, target.invoker.metadata.namespace)
        : undefined;
    const found = taskOf(target, appBinding);
    const effective = isLeft(found) ? undefined : found.right;
    const { name, params = [] } = effective ?? {};
    return {
      ...target,
      effective,
      appBinding,
      task: name === undefined ? undefined : manifests.tasks.get(name),
      params: new Set(params.flatMap(({ variables }) => [...variables.keys()])),
      problems: isLeft(found) ? found.left.filter(({ code }) => code === 'add-on-invalid') : [],
    };
  });
}

function taskOf(target: InvokerTarget, appBinding: AppBinding | undefined): ReturnType<typeof effectiveTask> {
  const { member } = target;
  const appBindings = appBinding === undefined ? [] : [appBinding];
  return target.occasion === 'backup'
    ? effectiveTask({ invoker: target.invoker, member, appBindings })
    : effectiveTask({ invoker: target.invoker, member, appBindings });
}

function stepsIn(task: TaskResource, functions: Manifests['functions']): ReadonlyArray<LintStep> {
  return (task.spec?.steps ?? []).map((ref, index) => ({
    task,
    index,
    ref,
    fn: functions.get(ref.name ?? ''),
    params: new Set((ref.params ?? []).map(({ name }) => name)),
  }));
}

function groupBy<Item, Key extends object>(
  items: ReadonlyArray<Item>,
  keyOf: (item: Item) => Key | undefined,
): ReadonlyMap<Key, ReadonlyArray<Item>> {
  const groups = new Map<Key, Array<Item>>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
