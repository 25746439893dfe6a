import { orThrow } from '@stash-functions/core/decode';
import { describe, expect, test } from 'vitest';
import { findingsOf, taskOf } from '../../test/resolved.ts';
import { type CronJobOptions, toCronJob } from './cron-job.ts';

const task = taskOf([{}]);

describe('toCronJob', () => {
  test('has the schedule, and a Job of the Task', () => {
    const cronJob = orThrow(
      toCronJob(task, {
        name: 'nightly',
        namespace: 'shop',
        labels: { team: 'shop' },
        schedule: '0 3 * * *',
        timeZone: 'Europe/Berlin',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 600,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 2,
        suspend: true,
        ttlSecondsAfterFinished: 3600,
        activeDeadlineSeconds: 1800,
      }),
    );
    expect(cronJob).toMatchObject({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'nightly', namespace: 'shop', labels: { team: 'shop' } },
      spec: {
        schedule: '0 3 * * *',
        timeZone: 'Europe/Berlin',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 600,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 2,
        suspend: true,
        jobTemplate: {
          metadata: { labels: { team: 'shop' } },
          spec: { backoffLimit: 0, ttlSecondsAfterFinished: 3600, activeDeadlineSeconds: 1800 },
        },
      },
    });
    expect(cronJob.spec.jobTemplate.spec).not.toHaveProperty('suspend');
    expect(cronJob.spec.jobTemplate.spec.template.spec.containers[0]?.image).toBe('acme/tool:1');
  });

  const base: CronJobOptions = { name: 'nightly', schedule: '@daily' };
  test.each<[string, Partial<CronJobOptions>, string]>([
    ['a schedule of four fields', { schedule: '* * * *' }, 'invalid-schedule CronJob/nightly spec.schedule'],
    ['a time zone in the schedule', { schedule: 'TZ=UTC * * * * *' }, 'invalid-schedule CronJob/nightly spec.schedule'],
    ['an unknown time zone', { timeZone: 'Mars/Base' }, 'unsupported-value CronJob/nightly spec.timeZone'],
    ['a time zone in small letters', { timeZone: 'europe/berlin' }, 'unsupported-value CronJob/nightly spec.timeZone'],
    ['the time zone of the machine', { timeZone: 'Local' }, 'unsupported-value CronJob/nightly spec.timeZone'],
    [
      'a history below zero',
      { failedJobsHistoryLimit: -1 },
      'out-of-range CronJob/nightly spec.failedJobsHistoryLimit',
    ],
    [
      'a Job that fails below zero',
      { backoffLimit: -1 },
      'out-of-range CronJob/nightly spec.jobTemplate.spec.backoffLimit',
    ],
    [
      'an exit code 0 that fails',
      { podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [0] } }] } },
      'out-of-range CronJob/nightly spec.jobTemplate.spec.podFailurePolicy.rules.0.onExitCodes.values.0',
    ],
    [
      'a condition of a pod that is neither true nor false',
      { podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'a', status: 'Perhaps' }] }] } },
      'unsupported-value CronJob/nightly spec.jobTemplate.spec.podFailurePolicy.rules.0.onPodConditions.0.status',
    ],
  ])('refuses %s', (_, options, expected) => {
    expect(findingsOf(toCronJob(task, { ...base, ...options }))).toEqual([expected]);
  });

  test('refuses a name of 53 characters, because Jobs add eleven', () => {
    expect(findingsOf(toCronJob(task, { ...base, name: 'a'.repeat(52) }))).toEqual([]);
    expect(findingsOf(toCronJob(task, { ...base, name: 'a'.repeat(53) }))).toHaveLength(1);
  });
});
