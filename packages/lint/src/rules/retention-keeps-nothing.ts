import type { RetentionPolicy } from '@stash-functions/core/decode';
import type { RuleFor } from '../rule.ts';
import { type BackupKind, backupKinds } from '../subject/kinds.ts';

/** Retention policies that keep no snapshot. With such a policy the backup tool removes none. */
export const retentionKeepsNothing: RuleFor<'retention-keeps-nothing', BackupKind> = {
  code: 'retention-keeps-nothing',
  severity: 'warning',
  kinds: backupKinds,
  meaning: 'A retention policy has no rule that keeps a snapshot.',
  explanation: `A rule with 0 or less counts as no rule. Without a rule the backup tool removes nothing at all, and the
backend grows for ever.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  retentionPolicy: { name: keep-5, prune: true }
`,
  cure: 'set the number of snapshots that stay, such as `keepLast: 5`.',
  check: ({ spec }) => {
    const policy = spec?.retentionPolicy;
    if (policy === undefined || keepsSome(policy)) return [];
    const given = keeps.filter((keep) => policy[keep] !== undefined);
    // A number below zero is reported at its own line, and is the reason why nothing is kept.
    if (given.some((keep) => (policy[keep] ?? 0) < 0)) return [];
    const [first] = given;
    return [
      {
        message:
          first === undefined
            ? `the retention policy \`${policy.name}\` has no rule that keeps a snapshot, so none is ever removed`
            : `\`${first}: 0\` keeps no snapshot, so the retention policy has no rule, and none is ever removed`,
        path: ['spec', 'retentionPolicy', ...(first === undefined ? [] : [first])],
        at: 'key',
        hint: 'say how many snapshots stay: `keepLast: 5`',
      },
    ];
  },
};

const keeps = ['keepLast', 'keepHourly', 'keepDaily', 'keepWeekly', 'keepMonthly', 'keepYearly'] as const;

function keepsSome(policy: RetentionPolicy): boolean {
  return (policy.keepTags ?? []).length > 0 || keeps.some((keep) => (policy[keep] ?? 0) > 0);
}
