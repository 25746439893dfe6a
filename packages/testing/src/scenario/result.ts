import type { Problems } from '@stash-functions/core';
import type { Plan } from '@stash-functions/k8s-adapter';
import { type ResolvedTask, resolveTask, type Scope, type Secrets, secretsOf } from '@stash-functions/templating';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { Subject } from './subject.ts';
import type { TemplateRun } from './template-run.ts';

/** What a scenario comes to where nothing is wrong with it. */
export interface ScenarioResult {
  readonly plan: Plan;
  readonly task: ResolvedTask;
  /** What must not be shown, and what is shown in its place. */
  readonly secrets: Secrets;
}

/** What a scenario comes to, and what ran in it. */
export interface Outcome {
  readonly result: Either<Problems, ScenarioResult>;
  /** The Task, and its Functions where all of it resolves. */
  readonly runs: ReadonlyArray<TemplateRun>;
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
  return { result: right({ plan: plan.right, task: resolved.right, secrets: secretsOf(runs) }), runs };
}

/** The outcome of a scenario of which nothing could run. */
export function failed(result: Either<Problems, never>): Outcome {
  return { result, runs: [] };
}
