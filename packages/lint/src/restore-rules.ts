import type { Problem } from '@stash-functions/core/decode';
import { report } from './finding.ts';
import type { LintCode } from './lint-code.ts';
import { isRestore, type LintTarget } from './target.ts';

type Findings = ReadonlyArray<Problem<LintCode>>;

/** Rules of a restore by a Job that are never chosen: its only host is the alias of the target. */
export function unreachableRules({ invoker, path, spec, effective }: LintTarget): Findings {
  const { target } = spec;
  if (effective?.name === undefined || !isRestore(invoker)) return [];
  const host = target?.alias ?? '';
  const rules = target?.rules ?? [];
  const lastForAll = rules.findLastIndex(({ targetHosts = [] }) => targetHosts.length === 0);
  return rules.flatMap(({ targetHosts = [] }, index) => {
    if (targetHosts.includes(host) || index === lastForAll) return [];
    const isForAll = targetHosts.length === 0;
    return [
      report(invoker, {
        code: 'unreachable-rule',
        severity: 'warning',
        message: isForAll
          ? `the rule is never used: rule ${lastForAll} is for all hosts too, and the last such rule wins`
          : `the rule is never used: it is for ${targetHosts.map((name) => `\`${name}\``).join(', ')}, and the host of this restore is its alias, ${host === '' ? 'which it has not' : `\`${host}\``}`,
        path: [...path, 'target', 'rules', index],
        hint: isForAll
          ? 'remove one of them'
          : `set \`target.alias\` to one of the hosts, or leave \`targetHosts\` empty`,
      }),
    ];
  });
}

/** Claims that a restore makes, and that its target mounts nowhere: the data would be restored beside them. */
export function claimsWithoutMount({ invoker, path, spec, effective }: LintTarget): Findings {
  const { volumeClaimTemplates = [], volumeMounts = [] } = spec.target ?? {};
  if (effective?.name === undefined || volumeMounts.length > 0 || volumeClaimTemplates.length === 0) return [];
  return [
    report(invoker, {
      code: 'claim-without-mount',
      severity: 'warning',
      message: 'the target makes claims and has no `volumeMounts`, so they are mounted nowhere',
      path: [...path, 'target', 'volumeClaimTemplates'],
      at: 'key',
      hint: 'mount them with `target.volumeMounts`, each by the name of its template without the ordinal',
    }),
  ];
}
