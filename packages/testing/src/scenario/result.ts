import type { Invoker, Problem, Problems } from '@stash-functions/core';
import type { Plan } from '@stash-functions/k8s-adapter';
import type { ReportedSession } from '@stash-functions/status';
import { type ResolvedTask, type Secrets, secretsOf } from '@stash-functions/templating';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { ScenarioProblemCode } from '../testing-problem-code.ts';
import type { TemplateRun } from './template-run.ts';

/** What a scenario comes to where nothing is wrong with it. */
export interface ScenarioResult {
  readonly plan: Plan;
  readonly task: ResolvedTask;
  /** What must not be shown, and what is shown in its place. */
  readonly secrets: Secrets;
  /** The BackupSession, or the restore itself, before anything has run. */
  readonly session: ReportedSession;
  /** Who asks for it. */
  readonly invoker: Invoker;
}

/** What a scenario comes to, and what ran in it. */
export interface Outcome {
  readonly result: Either<Problems<ScenarioProblemCode>, ScenarioResult>;
  /** The Task, and its Functions where all of it resolves. */
  readonly runs: ReadonlyArray<TemplateRun>;
}

/** The outcome of a plan of one target: its first Job stands for the others, which differ in the number of the replica. */
export function outcomeOf(
  plan: Either<Problems<ScenarioProblemCode>, Plan>,
  { session, invoker }: Pick<ScenarioResult, 'session' | 'invoker'>,
): Outcome {
  if (isLeft(plan)) return failed(plan);
  const [first] = plan.right.runs;
  if (first === undefined) return failed(left([withoutJob]));
  const { task } = first;
  const runs = [task, ...task.steps];
  return { result: right({ plan: plan.right, task, secrets: secretsOf(runs), session, invoker }), runs };
}

/** The outcome of a scenario of which nothing could run. */
export function failed(result: Either<Problems<ScenarioProblemCode>, never>): Outcome {
  return { result, runs: [] };
}

const withoutJob: Problem<ScenarioProblemCode> = {
  code: 'missing-field',
  severity: 'error',
  message: 'the plan has no Job',
  path: [],
};
