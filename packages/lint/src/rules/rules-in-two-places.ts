import type { RuleFor } from '../rule.ts';

/** Rules at the place of an earlier API. They replace those of the target. */
export const rulesInTwoPlaces: RuleFor<'rules-in-two-places', 'RestoreSession'> = {
  code: 'rules-in-two-places',
  severity: 'warning',
  kinds: ['RestoreSession'],
  meaning: '`spec.rules` and `spec.target.rules` are both set, and the first replaces the second.',
  explanation: `In an earlier API, the rules of a restore stood in \`spec.rules\`. The operator still reads them there,
and then ignores those of the target.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: RestoreSession
metadata:
  name: back
  namespace: demo
spec:
  rules:
    - snapshots: [latest]
  target:
    rules:
      - paths: [/data]
`,
  cure: 'keep the rules in `spec.target.rules`.',
  check: ({ spec }) =>
    (spec?.rules ?? []).length === 0 || (spec?.target?.rules ?? []).length === 0
      ? []
      : [
          {
            message: 'the rules of the target have no effect: those of `spec.rules` replace them',
            path: ['spec', 'target', 'rules'],
            at: 'key',
            hint: 'keep the rules in one place, `spec.target.rules`',
          },
        ],
};
