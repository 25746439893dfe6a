import type { Finding, RuleFor } from '../rule.ts';
import { restoreRulesOf } from '../subject/restore-rules.ts';

/** Rules of a restore that give both snapshots and paths, which exclude each other. */
export const snapshotsAndPaths: RuleFor<'snapshots-and-paths', 'RestoreSession' | 'RestoreBatch'> = {
  code: 'snapshots-and-paths',
  severity: 'error',
  kinds: ['RestoreSession', 'RestoreBatch'],
  meaning: 'A rule of a restore has both `snapshots` and `paths`.',
  explanation: `A snapshot holds paths of its own, so they exclude each other, and the operator's webhook refuses the object.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: RestoreSession
metadata:
  name: back
  namespace: demo
spec:
  target:
    rules:
      - snapshots: [latest]
        paths: [/data]
`,
  cure: 'remove one of them; `include` restores a part of a snapshot.',
  check: (invoker) =>
    restoreRulesOf(invoker).flatMap(({ value, path }): ReadonlyArray<Finding> => {
      const { snapshots = [], paths = [] } = value;
      if (snapshots.length === 0 || paths.length === 0) return [];
      return [
        {
          message: 'the rule has both `snapshots` and `paths`, which exclude each other',
          path: [...path, 'paths'],
          at: 'key',
          hint: 'remove one of them; `include` restores a part of a snapshot',
        },
      ];
    }),
};
