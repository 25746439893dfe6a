import type { Invoker, Problem, Problems } from '@stash-functions/core';
import type { Plan } from '@stash-functions/k8s-adapter';
import type { ReportedSession } from '@stash-functions/status';
import { type ResolvedTask, type Secrets, secretsOf } from '@stash-functions/templating';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { ScenarioProblemCode } from '../testing-problem-code.ts';
import type { TemplateRun } from './template-run.ts';

/** The result of a scenario without errors. */
export interface ScenarioResult {
  readonly plan: Plan;
  readonly task: ResolvedTask;
  /** The secrets, and the text that replaces each. */
  readonly secrets: Secrets;
  /** The BackupSession, or the restore itself, before anything has run. */
  readonly session: ReportedSession;
  /** The invoker of the session. */
  readonly invoker: Invoker;
}

/** The result of a scenario, and the resources that ran in it. */
export interface Outcome {
  readonly result: Either<Problems<ScenarioProblemCode>, ScenarioResult>;
  /** The Task, and its Functions where all of it resolves. */
  readonly runs: ReadonlyArray<TemplateRun>;
}

/**
 * The outcome of a plan of one target. Its first Job stands for the others, which differ only in the number of the
 * replica.
 */
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

/** The outcome of a scenario in which nothing could run. */
export function failed(result: Either<Problems<ScenarioProblemCode>, never>): Outcome {
  return { result, runs: [] };
}

const withoutJob: Problem<ScenarioProblemCode> = {
  code: 'missing-field',
  severity: 'error',
  message: 'the plan has no Job',
  path: [],
};
