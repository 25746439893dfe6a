import type { LintTarget } from '../context.ts';
import type { Finding, RuleFor } from '../rule.ts';
import { type RuleList, ruleListsOf } from '../subject/restore-rules.ts';
import { listed, quoted } from '../subject/words.ts';

/** Rules of a restore that are never chosen. */
export const unreachableRule: RuleFor<'unreachable-rule', 'RestoreSession' | 'RestoreBatch'> = {
  code: 'unreachable-rule',
  severity: 'warning',
  kinds: ['RestoreSession', 'RestoreBatch'],
  meaning: 'A rule of a restore is never chosen.',
  explanation: `One rule is chosen for each host: the first one that names it, or else the last one that names no host.
If two rules are for one host, or two for all hosts, one of them has no effect. A restore by a Job has one host, the
\`alias\` of its target, so a rule for another host is never chosen there.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: RestoreSession
metadata:
  name: back
  namespace: demo
spec:
  task: { name: pg-restore }
  target:
    alias: host-0
    rules:
      - targetHosts: [host-1]
        snapshots: [latest]
`,
  cure: 'remove the rule, or set `target.alias` to its host.',
  check: (invoker, context) => {
    const targets = context.targetsOf(invoker);
    return ruleListsOf(invoker).flatMap((list) => {
      const target = targets.find(({ path }) => path.join('.') === list.target.join('.'));
      return [...twiceForAll(list), ...twiceForHost(list), ...(target === undefined ? [] : forNone(list, target))];
    });
  },
};

function twiceForAll({ rules }: RuleList): ReadonlyArray<Finding> {
  const forAll = rules.filter(({ value }) => (value.targetHosts ?? []).length === 0);
  const last = forAll.at(-1);
  return forAll.slice(0, -1).map(({ path }) => ({
    message: `the rule is never used: rule ${String(last?.path.at(-1))} is for all hosts too, and the last such rule wins`,
    path,
    hint: 'remove one of them, or give one `targetHosts`',
  }));
}

function twiceForHost({ rules }: RuleList): ReadonlyArray<Finding> {
  const first = new Map<string, string>();
  return rules.flatMap(({ value, path }) =>
    (value.targetHosts ?? []).flatMap((host, index) => {
      const before = first.get(host);
      if (before === undefined) {
        first.set(host, String(path.at(-1)));
        return [];
      }
      return [
        {
          message: `the rule is never used for \`${host}\`: rule ${before} is for that host too, and the first such rule wins`,
          path: [...path, 'targetHosts', index],
          hint: 'name the host in one of them only',
        },
      ];
    }),
  );
}

/** The operator asks each pod of a workload for its own host. A Job has only one. */
function forNone({ rules, alias }: RuleList, { effective }: LintTarget): ReadonlyArray<Finding> {
  if (effective?.name === undefined) return [];
  return rules.flatMap(({ value: { targetHosts = [] }, path }) => {
    if (targetHosts.length === 0 || targetHosts.includes(alias)) return [];
    return [
      {
        message: `the rule is never used: it is for ${listed(targetHosts.map(quoted))}, and the host of this restore is its alias, ${alias === '' ? 'which it has not' : `\`${alias}\``}`,
        path,
        hint: 'set `target.alias` to one of the hosts, or leave `targetHosts` empty',
      },
    ];
  });
}
