import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

/** CronJobs. */
export const cronJob: TypeDescriptions = onPage('batch/cron-job-v1', {
  CronJob: {
    text: 'A Job that is made again and again by a schedule.',
    fields: {
      apiVersion: 'Always `batch/v1`.',
      kind: 'Always `CronJob`.',
      metadata: 'Name (at most 52 characters), namespace, labels and annotations of the CronJob.',
      spec: 'The schedule and the Job.',
    },
  },
  CronJobSpec: {
    text: 'A schedule and the Job that it makes.',
    fields: {
      concurrencyPolicy: 'When the last Job still runs: Allow a second (default), Forbid it, or Replace the first.',
      failedJobsHistoryLimit: 'Failed Jobs that are kept. Default 1.',
      jobTemplate: 'The Job to make each time.',
      schedule: 'Five fields of cron, or `@daily` and the like: minute, hour, day of month, month, day of week.',
      startingDeadlineSeconds: 'Seconds after which a missed start is given up. Default: never.',
      successfulJobsHistoryLimit: 'Successful Jobs that are kept. Default 3.',
      suspend: 'True to make no more Jobs for now. Default false.',
      timeZone: 'Time zone of the schedule: `Europe/Berlin`. Default: that of the controller, as a rule UTC.',
    },
  },
  JobTemplateSpec: {
    text: 'A Job to be made.',
    fields: { metadata: 'Labels and annotations that each Job gets.', spec: 'The pods of each Job.' },
  },
});
