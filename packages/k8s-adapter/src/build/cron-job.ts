import type { ResolvedTask } from '@stash-functions/templating';
import { concealSecrets } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import type { V1CronJob } from '../kubernetes/cron-job.ts';
import { type AdapterProblem, type AdapterProblems, findingsInto, finish, type Sink } from '../problem/problem.ts';
import { traceJob } from '../problem/trace-job.ts';
import { checkCronJob } from '../validity/cron-job.ts';
import { buildJobSpec, type JobOptions } from './job.ts';
import { metadataOf, templateMetadata } from './metadata.ts';

/** What a CronJob is made with, besides its Task. `name` has at most 52 characters here, since its Jobs' names add to it. */
export interface CronJobOptions extends Omit<JobOptions, 'suspend'> {
  /** When a Job is made: a cron expression of five fields, or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@every 1h30m`. */
  readonly schedule: string;
  /** The time zone of the schedule, `Europe/Berlin`; that of the cluster's controller where it is absent. */
  readonly timeZone?: string;
  /** What happens when a Job is due and the one before still runs; `Allow` where it is absent. */
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
  /** How many seconds late a Job may start; however late where it is absent. */
  readonly startingDeadlineSeconds?: number;
  /** How many Jobs that succeeded are kept; 3 where it is absent. */
  readonly successfulJobsHistoryLimit?: number;
  /** How many Jobs that failed are kept; 1 where it is absent. */
  readonly failedJobsHistoryLimit?: number;
  /** Whether no Jobs are made until it is resumed. */
  readonly suspend?: boolean;
}

/**
 * The CronJob that runs a Task at the times of a schedule.
 *
 * It is accepted by an API server; what is wrong comes back as Problems, as from {@link toPodSpec}.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/cron-job-v1/
 */
export function toCronJob(task: ResolvedTask, options: CronJobOptions): Either<AdapterProblems, V1CronJob> {
  const problems: Array<AdapterProblem> = [];
  const { schedule, timeZone, concurrencyPolicy, startingDeadlineSeconds } = options;
  const { suspend, successfulJobsHistoryLimit, failedJobsHistoryLimit, ...jobOptions } = options;
  const { name, namespace } = options;
  const object = { apiVersion: 'batch/v1', kind: 'CronJob', name, ...(namespace === undefined ? {} : { namespace }) };
  const sink: Sink = { problems, object, base: [] };
  const cronJob: V1CronJob = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadataOf(options),
    spec: {
      schedule,
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(startingDeadlineSeconds === undefined ? {} : { startingDeadlineSeconds }),
      ...(concurrencyPolicy === undefined ? {} : { concurrencyPolicy }),
      ...(suspend === undefined ? {} : { suspend }),
      jobTemplate: {
        ...templateMetadata(options.labels, undefined),
        spec: buildJobSpec(task, jobOptions, sink, ['spec', 'jobTemplate', 'spec']),
      },
      ...(successfulJobsHistoryLimit === undefined ? {} : { successfulJobsHistoryLimit }),
      ...(failedJobsHistoryLimit === undefined ? {} : { failedJobsHistoryLimit }),
    },
  };
  checkCronJob(cronJob, findingsInto(sink, traceJob(options, ['spec', 'jobTemplate'])));
  return finish(cronJob, concealSecrets(problems, [task, ...task.steps]), options.onWarning);
}
