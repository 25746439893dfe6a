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
import { templatesOf } from './pod.ts';
import { withoutUndefined } from './without-undefined.ts';

/** What a CronJob is made with, besides its Task. `name` has at most 52 characters here, since its Jobs' names add to it. */
export interface CronJobOptions extends Omit<JobOptions, 'suspend'> {
  /** When a Job is made: a cron expression of five fields, or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@every 1h30m`. */
  readonly schedule: string;
  /** The time zone of the schedule, `Europe/Berlin`; that of the cluster's controller where it is absent. */
  readonly timeZone?: string | undefined;
  /** What happens when a Job is due and the one before still runs; `Allow` where it is absent. */
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace' | undefined;
  /** How many seconds late a Job may start; however late where it is absent. */
  readonly startingDeadlineSeconds?: number | undefined;
  /** How many Jobs that succeeded are kept; 3 where it is absent. */
  readonly successfulJobsHistoryLimit?: number | undefined;
  /** How many Jobs that failed are kept; 1 where it is absent. */
  readonly failedJobsHistoryLimit?: number | undefined;
  /** Whether no Jobs are made until it is resumed. */
  readonly suspend?: boolean | undefined;
}

/**
 * The CronJob that runs a Task at the times of a schedule.
 *
 * It is accepted by an API server; what is wrong comes back as Problems, as from {@link toPodSpec}.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/cron-job-v1/
 */
export function toCronJob(task: ResolvedTask, options: CronJobOptions): Either<AdapterProblems, V1CronJob> {
  const given = { options, rules: cronJobRules, required: ['name', 'schedule'], resources: () => templatesOf(task) };
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
