import {
  didYouMean,
  type FunctionResource,
  type Manifests,
  type Problem,
  type Problems,
  type TaskResource,
  type Volume,
} from '@stash-functions/core';
import type { PlanManifests } from '@stash-functions/k8s-adapter';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { type ScenarioProblemCode, type TestingProblemCode, testingProblem } from '../testing-problem-code.ts';
import type { ScenarioOptions } from './scenario-options.ts';

/** The Task that a scenario runs, with everything that it may refer to. */
export interface Subject {
  readonly task: TaskResource;
  readonly manifests: PlanManifests;
  /** The Function that runs without its Task, where one does. */
  readonly function?: FunctionResource;
}

/**
 * The Task or Function that a scenario names, or else the only one.
 *
 * Problems: those of the manifests, `task-not-chosen`, `not-in-manifests`.
 */
export function subjectIn(options: ScenarioOptions): Either<Problems<ScenarioProblemCode>, Subject> {
  const manifests = manifestsIn(options.manifests);
  return isLeft(manifests) ? manifests : subjectOf(manifests.right, options);
}

function subjectOf(manifests: Manifests, options: ScenarioOptions): Either<Problems<TestingProblemCode>, Subject> {
  const { functions, tasks } = manifests;
  if (options.function !== undefined) return alone(manifests, options.function);
  if (options.task !== undefined) {
    const task = tasks.get(options.task);
    return task === undefined ? left([missing('Task', options.task, tasks.keys())]) : right({ task, manifests });
  }
  const [task, ...otherTasks] = tasks.values();
  if (task !== undefined && otherTasks.length === 0) return right({ task, manifests });
  const [fn, ...otherFunctions] = functions.keys();
  if (tasks.size === 0 && fn !== undefined && otherFunctions.length === 0) return alone(manifests, fn);
  return left([notChosen(tasks.size > 0 ? 'task' : 'function', [...(tasks.size > 0 ? tasks : functions).keys()])]);
}

function manifestsIn(given: ScenarioOptions['manifests']): Either<Problems<ScenarioProblemCode>, Manifests> {
  return '_tag' in given ? given : right(given);
}

/** The resources under test: the Functions of the steps, and the Task, unless it was made for a Function alone. */
export function sourcesOf(subject: Either<unknown, Subject>): ReadonlyArray<FunctionResource | TaskResource> {
  if (isLeft(subject)) return [];
  const { task, manifests, function: fn } = subject.right;
  const functions = (task.spec?.steps ?? []).flatMap(({ name }) => manifests.functions.get(name ?? '') ?? []);
  return fn === undefined ? [task, ...new Set(functions)] : [fn];
}

/** A Function as the only step of a Task. The volumes of the Task are those that the Function mounts. */
function alone(manifests: Manifests, name: string): Either<Problems<TestingProblemCode>, Subject> {
  const fn = manifests.functions.get(name);
  if (fn === undefined) return left([missing('Function', name, manifests.functions.keys())]);
  const names = [...(fn.spec?.volumeMounts ?? []), ...(fn.spec?.volumeDevices ?? [])].map((mount) => mount.name);
  const volumes = [...new Set(names)]
    .filter((volume) => volume !== 'stash-tmp-dir')
    .map((volume): Volume => ({ name: volume, emptyDir: {} }));
  const task: TaskResource = {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'Task',
    metadata: { name },
    spec: { steps: [{ name }], ...(volumes.length === 0 ? {} : { volumes }) },
  };
  return right({ task, function: fn, manifests: { ...manifests, tasks: new Map([[name, task]]) } });
}

function missing(kind: 'Function' | 'Task', name: string, candidates: Iterable<string>): Problem<'not-in-manifests'> {
  const names = [...candidates];
  const near = didYouMean(name, names);
  const there = names.length === 0 ? `there is no ${kind}` : `there are ${names.join(', ')}`;
  return testingProblem('not-in-manifests', {
    message: `the ${kind} \`${name}\` is not among the manifests`,
    hint: near === undefined ? there : `did you mean \`${near}\`?`,
  });
}

function notChosen(option: 'function' | 'task', names: ReadonlyArray<string>): Problem<'task-not-chosen'> {
  const what = option === 'task' ? 'Tasks' : 'Functions and no Task';
  return testingProblem('task-not-chosen', {
    message: names.length === 0 ? 'there is neither a Task nor a Function to run' : `there are ${names.length} ${what}`,
    hint: names.length === 0 ? 'give manifests that hold one' : `choose one: ${option}: '${names[0] ?? ''}'`,
  });
}
