import { scheduleFault } from '@stash-functions/core/decode';
import type { Finding, RuleFor } from '../rule.ts';
import { type BackupKind, backupKinds } from '../subject/kinds.ts';
import { schedulesOf } from '../subject/schedules.ts';

/** Schedules that the controller of CronJobs does not understand. */
export const invalidSchedule: RuleFor<'invalid-schedule', BackupKind | 'AppBinding' | 'other'> = {
  code: 'invalid-schedule',
  severity: 'error',
  kinds: [...backupKinds, 'AppBinding', 'other'],
  meaning: 'A schedule is not valid, so the backup never runs.',
  explanation: `The operator makes a CronJob of the schedule, and an API server refuses that. A schedule has five
fields: minute, hour, day of month, month, day of week. Or it is a descriptor such as \`@daily\` or \`@every 6h\`. It
has no seconds and no time zone. The rule also checks the annotation \`stash.appscode.com/schedule\` of a target.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  schedule: '60 2 * * *'
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
`,
  cure: 'write five fields, such as `0 3 * * 1-5`, or a descriptor.',
  check: (resource) =>
    schedulesOf(resource).flatMap(({ value, path }): ReadonlyArray<Finding> => {
      const fault = scheduleFault(value);
      if (fault === undefined) return [];
      const { message, hint, replacement } = fault;
      return [{ message, hint, path, fix: replacement === undefined ? undefined : { was: value, text: replacement } }];
    }),
};
