import type { FunctionResource, Problems, TaskResource } from '@stash-functions/core';
import type { Plan } from '@stash-functions/k8s-adapter';
import { resolveTask, type Scope } from '@stash-functions/templating';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { ScenarioResult } from './scenario.ts';
import { secretsOf } from './secrets.ts';
import type { Subject } from './subject.ts';

/** A Task or Function, and the variables that its templates could see in a scenario. */
export interface Run {
  readonly source: FunctionResource | TaskResource;
  readonly scope: Scope;
}

/** What a scenario comes to, and what ran in it. */
export interface Outcome {
  readonly result: Either<Problems, ScenarioResult>;
  /** The Task, and its Functions where all of it resolves. */
  readonly runs: ReadonlyArray<Run>;
}

/** The outcome of a plan, and of the Task that it was made of. */
export function outcomeOf(
  plan: Either<Problems, Plan>,
  { task, manifests: { functions } }: Subject,
  scope: Either<Problems, Scope>,
): Outcome {
  if (isLeft(scope)) return { result: isLeft(plan) ? plan : scope, runs: [] };
  const resolved = resolveTask(task, { functions, scope: scope.right });
  if (isLeft(resolved)) return { result: isLeft(plan) ? plan : resolved, runs: [{ source: task, scope: scope.right }] };
  const runs = [resolved.right, ...resolved.right.steps];
  if (isLeft(plan)) return { result: plan, runs };
  return { result: right({ plan: plan.right, task: resolved.right, secrets: secretsOf(resolved.right) }), runs };
}

/** The outcome of a scenario of which nothing could run. */
export function failed(result: Either<Problems, never>): Outcome {
  return { result, runs: [] };
}
