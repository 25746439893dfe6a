import { type RulesFor, referenceTo } from '@stash-functions/core/decode';
import type { ResolvedTask } from '@stash-functions/templating';
import type { Either } from 'fp-ts/lib/Either.js';
import type { V1CronJob } from '../kubernetes/cron-job.ts';
import type { Origins } from '../origin/origins.ts';
import { guarded } from '../problem/guarded.ts';
import { resultOf } from '../problem/place-findings.ts';
import { type AdapterProblems, collect, findingsAt, joinFindings, type Made, made } from '../problem/problem.ts';
import { checkCronJob } from '../validity/cron-job.ts';
import { buildJobSpec, type JobOptions, jobRules } from './job.ts';
import { metadataOf, templateMetadata } from './metadata.ts';
import { withoutUndefined } from './without-undefined.ts';

/** The options of a CronJob. Here `name` has at most 52 characters, because the names of its Jobs are longer. */
export interface CronJobOptions extends Omit<JobOptions, 'suspend'> {
  /**
   * The times at which a Job is made: a cron expression of five fields, or one of `@hourly`, `@daily`, `@weekly`,
   * `@monthly`, or an interval as `@every 1h30m`.
   */
  readonly schedule: string;
  /** The time zone of the schedule, as `Europe/Berlin`; by default that of the cluster's controller. */
  readonly timeZone?: string | undefined;
  /** The rule for a Job that is due while an earlier one still runs; by default `Allow`. */
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace' | undefined;
  /** Seconds that a Job may start late; by default there is no limit. */
  readonly startingDeadlineSeconds?: number | undefined;
  /** The number of successful Jobs to keep; by default 3. */
  readonly successfulJobsHistoryLimit?: number | undefined;
  /** The number of failed Jobs to keep; by default 1. */
  readonly failedJobsHistoryLimit?: number | undefined;
  /** True to make no Jobs until the CronJob is resumed. */
  readonly suspend?: boolean | undefined;
}

/**
 * The CronJob that runs a Task at the times of a schedule.
 *
 * An API server accepts it. Everything that it would refuse comes back as Problems, as from {@link toPodSpec}.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/cron-job-v1/
 */
export function toCronJob(task: ResolvedTask, options: CronJobOptions): Either<AdapterProblems, V1CronJob> {
  const given = { options, rules: cronJobRules, required: ['name', 'schedule'] };
  return guarded(given, () => {
    const { name, namespace } = options;
    const metadata = withoutUndefined({ name, namespace });
    const cronJob = referenceTo({ apiVersion: 'batch/v1', kind: 'CronJob', metadata });
    return resultOf(
      (origins) => buildCronJob(task, options, origins),
      cronJob,
      [task, ...task.steps],
      options.onWarning,
    );
  });
}

const cronJobRules: RulesFor<CronJobOptions> = {
  ...jobRules,
  concurrencyPolicy: { oneOf: ['Allow', 'Forbid', 'Replace'] },
  failedJobsHistoryLimit: 'number',
  schedule: 'text',
  startingDeadlineSeconds: 'number',
  successfulJobsHistoryLimit: 'number',
  timeZone: 'text',
};

function buildCronJob(task: ResolvedTask, options: CronJobOptions, origins: Origins | undefined): Made<V1CronJob> {
  const { schedule, timeZone, concurrencyPolicy, startingDeadlineSeconds } = options;
  const { suspend, successfulJobsHistoryLimit, failedJobsHistoryLimit, ...jobOptions } = options;
  const spec = buildJobSpec(task, jobOptions, origins);
  const cronJob: V1CronJob = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadataOf(options, origins),
    spec: withoutUndefined({
      schedule,
      timeZone,
      startingDeadlineSeconds,
      concurrencyPolicy,
      suspend,
      jobTemplate: { ...templateMetadata(options.labels, undefined, origins), spec: spec.value },
      successfulJobsHistoryLimit,
      failedJobsHistoryLimit,
    }),
  };
  origins?.whole(cronJob, { rule: 'object-kind' });
  const own = collect((findings) => checkCronJob(cronJob, findings));
  const ofJob = findingsAt(['spec', 'jobTemplate', 'spec'], spec.findings);
  return made(cronJob, joinFindings(ofJob, own), spec.problems);
}
