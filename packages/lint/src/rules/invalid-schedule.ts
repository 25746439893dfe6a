import { scheduleFault } from '@stash-functions/core/decode';
import type { Finding, RuleFor } from '../rule.ts';
import { type BackupKind, backupKinds } from '../subject/kinds.ts';
import { schedulesOf } from '../subject/schedules.ts';

/** Schedules that the controller of CronJobs does not understand. */
export const invalidSchedule: RuleFor<'invalid-schedule', BackupKind | 'AppBinding' | 'other'> = {
  code: 'invalid-schedule',
  severity: 'error',
  kinds: [...backupKinds, 'AppBinding', 'other'],
  meaning: 'A schedule is none, so that the backup never runs.',
  explanation: `The operator makes a CronJob of it, which an API server refuses. A schedule has five fields (minute, hour, day of month,
month, day of week) or is a descriptor such as \`@daily\` or \`@every 6h\`; it has no seconds and no time zone. The
annotation \`stash.appscode.com/schedule\` of a target is looked at too.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  schedule: '60 2 * * *'
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
`,
  cure: 'write five fields, as `0 3 * * 1-5`, or a descriptor.',
  check: (resource) =>
    schedulesOf(resource).flatMap(({ value, path }): ReadonlyArray<Finding> => {
      const fault = scheduleFault(value);
      if (fault === undefined) return [];
      const { message, hint, replacement } = fault;
      return [{ message, hint, path, fix: replacement === undefined ? undefined : { was: value, text: replacement } }];
    }),
};
