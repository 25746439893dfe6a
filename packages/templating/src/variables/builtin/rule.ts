import type {
  BackupTarget,
  ResourceReference,
  RestoreRule,
  RestoreTarget,
  RestoreTargetSpec,
} from '@stash-functions/core/decode';
import type { RestoreContext } from '../context.ts';
import type { Member } from '../member.ts';
import { constant, fieldsOf, joined, type Read } from '../variable-row.ts';

/** The choice of files: in a backup from the target, in a restore from the rule for the host. */
export type FilesSource =
  | {
      readonly occasion: 'backup';
      readonly invoker: ResourceReference;
      /** The path of the target in the invoker. */
      readonly path: ReadonlyArray<string | number>;
      readonly target: BackupTarget | undefined;
    }
  | {
      readonly occasion: 'restore';
      readonly invoker: ResourceReference;
      readonly rule: ChosenRule | undefined;
      /** The name of the host that the rule is for. */
      readonly host: string;
    };

/** A rule of a restore, and its place. */
export interface ChosenRule {
  readonly rule: RestoreRule;
  readonly path: ReadonlyArray<string | number>;
}

/** Variables of the rule that a restore follows, and of the files that a backup leaves out. */
export const ruleVariables = {
  EXCLUDE_PATTERNS: {
    meaning: 'Patterns of files to leave out, joined with a comma',
    source: 'backup: target.exclude; restore: exclude of the rule of the host, empty where it has none',
    setIn: ['backup', 'restore'],
    alwaysIn: ['restore'],
    emptyIn: ['restore'],
    when: 'it is a restore, or the target has any',
    example: '*.tmp,/var/cache/*',
    read: (source: FilesSource): Read =>
      source.occasion === 'backup'
        ? fieldsOf(source.invoker, source.path)(joined(source.target?.exclude, ','), 'exclude')
        : inRule(source, 'exclude'),
  },
  INCLUDE_PATTERNS: {
    meaning: 'Patterns of files to restore, joined with a comma',
    source: 'include of the rule of the host, empty where it has none',
    setIn: ['restore'],
    alwaysIn: ['restore'],
    emptyIn: ['restore'],
    example: '*.sql',
    read: (source: FilesSource): Read => inRule(source, 'include'),
  },
  SOURCE_HOSTNAME: {
    meaning: 'Host whose snapshots are restored; empty where neither a rule nor target.alias names one',
    source:
      'sourceHost of the rule of the host, else the host, which is target.alias or hostname of the context; empty where no rule is for it',
    setIn: ['restore'],
    alwaysIn: ['restore'],
    emptyIn: ['restore'],
    example: 'host-0',
    read: (source: FilesSource): Read => {
      if (source.occasion === 'backup') return { value: undefined };
      const { invoker, rule, host } = source;
      if (rule === undefined) return constant('');
      const sourceHost = rule.rule.sourceHost ?? '';
      return sourceHost === '' ? constant(host) : fieldsOf(invoker, rule.path)(sourceHost, 'sourceHost');
    },
  },
  RESTORE_PATHS: {
    meaning: 'Paths to restore, joined with a comma',
    source: 'paths of the rule of the host, empty where it has none',
    setIn: ['restore'],
    alwaysIn: ['restore'],
    emptyIn: ['restore'],
    example: '/var/lib/data',
    read: (source: FilesSource): Read => inRule(source, 'paths'),
  },
  RESTORE_SNAPSHOTS: {
    meaning: 'Snapshots to restore, joined with a comma',
    source: 'snapshots of the rule of the host, empty where it has none',
    setIn: ['restore'],
    alwaysIn: ['restore'],
    emptyIn: ['restore'],
    example: 'latest',
    read: (source: FilesSource): Read => inRule(source, 'snapshots'),
  },
} as const;

/**
 * Finds the rule for a host: the first one that names it, or else the last one that names no host and so is for all.
 */
export function ruleFor(
  host: string,
  member: Member<RestoreTargetSpec>,
  target: RestoreTarget,
  context: RestoreContext,
): ChosenRule | undefined {
  const rules = rulesOf(member, target, context);
  const named = rules.find(({ rule }) => rule.targetHosts?.includes(host) === true);
  return named ?? rules.filter(({ rule }) => (rule.targetHosts ?? []).length === 0).at(-1);
}

/** The rules of a target. The deprecated `spec.rules` of a RestoreSession replace them, if it has any. */
function rulesOf(
  member: Member<RestoreTargetSpec>,
  target: RestoreTarget,
  { invoker }: RestoreContext,
): ReadonlyArray<ChosenRule> {
  const former = invoker.kind === 'RestoreSession' ? (invoker.spec?.rules ?? []) : [];
  if (former.length > 0) return former.map((rule, index) => ({ rule, path: ['spec', 'rules', index] }));
  return (target.rules ?? []).map((rule, index) => ({ rule, path: [...member.path, 'target', 'rules', index] }));
}

function inRule(source: FilesSource, field: 'exclude' | 'include' | 'paths' | 'snapshots'): Read {
  if (source.occasion === 'backup') return { value: undefined };
  const { invoker, rule } = source;
  return rule === undefined ? constant('') : fieldsOf(invoker, rule.path)((rule.rule[field] ?? []).join(','), field);
}
