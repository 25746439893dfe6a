import type { RestoreTarget, RestoreTargetSpec, Rule } from '@stash-functions/core/decode';
import type { RestoreContext } from './context.ts';
import type { Member } from './member.ts';
import { constant, type Reading, readerOf } from './reading.ts';

/** A rule of a restore and where it stands. */
interface ChosenRule {
  readonly rule: Rule;
  readonly path: ReadonlyArray<string | number>;
}

/**
 * `HOSTNAME`, `SOURCE_HOSTNAME`, `RESTORE_PATHS`, `RESTORE_SNAPSHOTS`, `INCLUDE_PATTERNS` and `EXCLUDE_PATTERNS`: those
 * of the rule for the host, and empty where no rule is for it. The host is the alias of the target.
 */
export function restoreRuleReadings(
  member: Member<RestoreTargetSpec>,
  target: RestoreTarget,
  context: RestoreContext,
): ReadonlyArray<Reading> {
  const host = context.hostname ?? target.alias ?? '';
  const chosen = chooseRule(rulesOf(member, target, context), host);
  if (chosen === undefined) {
    return [
      constant('HOSTNAME', context.hostname ?? ''),
      constant('SOURCE_HOSTNAME', ''),
      constant('RESTORE_PATHS', ''),
      constant('RESTORE_SNAPSHOTS', ''),
      constant('INCLUDE_PATTERNS', ''),
      constant('EXCLUDE_PATTERNS', ''),
    ];
  }
  const { rule, path } = chosen;
  const at = readerOf(member.invoker, path);
  const source = rule.sourceHost === '' ? undefined : rule.sourceHost;
  return [
    context.hostname === undefined
      ? readerOf(member.invoker, member.path)('HOSTNAME', host, ['target', 'alias'])
      : constant('HOSTNAME', host),
    source === undefined ? constant('SOURCE_HOSTNAME', host) : at('SOURCE_HOSTNAME', source, ['sourceHost']),
    at('RESTORE_PATHS', join(rule.paths), ['paths']),
    at('RESTORE_SNAPSHOTS', join(rule.snapshots), ['snapshots']),
    at('INCLUDE_PATTERNS', join(rule.include), ['include']),
    at('EXCLUDE_PATTERNS', join(rule.exclude), ['exclude']),
  ];
}

/**
 * The rule for a host: the first that names it; failing that, the last of those that name no host, which are for all.
 */
function chooseRule(rules: ReadonlyArray<ChosenRule>, host: string): ChosenRule | undefined {
  const named = rules.find(({ rule }) => rule.targetHosts?.includes(host) === true);
  return named ?? rules.filter(({ rule }) => (rule.targetHosts ?? []).length === 0).at(-1);
}

/** The rules of a target; the deprecated `spec.rules` of a RestoreSession replace them where it has any. */
function rulesOf(
  member: Member<RestoreTargetSpec>,
  target: RestoreTarget,
  { invoker }: RestoreContext,
): ReadonlyArray<ChosenRule> {
  const former = invoker.kind === 'RestoreSession' ? (invoker.spec?.rules ?? []) : [];
  if (former.length > 0) return former.map((rule, index) => ({ rule, path: ['spec', 'rules', index] }));
  return (target.rules ?? []).map((rule, index) => ({ rule, path: [...member.path, 'target', 'rules', index] }));
}

function join(elements: ReadonlyArray<string> | undefined): string {
  return (elements ?? []).join(',');
}
