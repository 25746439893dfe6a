import { neverComes } from '@stash-functions/core/decode';
import type { Finding, RuleFor } from '../rule.ts';
import { type BackupKind, backupKinds } from '../subject/kinds.ts';
import { schedulesOf } from '../subject/schedules.ts';

/** Schedules of days that no month has. */
export const scheduleNeverComes: RuleFor<'schedule-never-comes', BackupKind | 'AppBinding' | 'other'> = {
  code: 'schedule-never-comes',
  severity: 'warning',
  kinds: [...backupKinds, 'AppBinding', 'other'],
  meaning: 'A schedule matches no day.',
  explanation: `An API server accepts February 30, and the CronJob waits for that day for ever.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  schedule: '0 3 31 4,6 *'
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
`,
  cure: 'name a day that the months have; every month has a 28th.',
  check: (resource) =>
    schedulesOf(resource).flatMap(({ value, path }): ReadonlyArray<Finding> => {
      if (!neverComes(value)) return [];
      const message = `no month of the schedule \`${value}\` has such a day`;
      return [{ message, path, hint: 'name a day that the months have; the 28th is in all of them' }];
    }),
};
