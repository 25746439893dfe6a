import type { BackupTarget, Problem, Problems, RestoreTarget } from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { BackupContext, RestoreContext } from '../context.ts';
import type { Member } from '../member.ts';
import { scopeProblem } from '../scope-problem-code.ts';
import { constant, fieldsOf, nonEmpty, type Read } from '../variable-row.ts';
import type { ChosenRule } from './rule.ts';

/** The host that owns the data. */
export interface HostSource {
  readonly host: Read;
}

/** The variable of the host. */
export const hostVariables = {
  HOSTNAME: {
    meaning: 'Name that the snapshots of this host carry in the Repository',
    source:
      'hostname of the context, else target.alias; in a backup host-0 where there is none, in a restore empty where no rule is for it. For a StatefulSet the ordinal of the pod, and for a DaemonSet its node, are a part of it',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    emptyIn: ['restore'],
    example: 'host-0',
    read: ({ host }: HostSource): Read => host,
  },
} as const;

/**
 * The host of a backup: the alias of the target, or else `host-0`. Pods of a StatefulSet have their ordinal in it, and
 * pods of a DaemonSet their node. The caller must give these, because the environment of the calling process belongs to
 * another pod.
 *
 * Problems: `host-unknown`.
 */
export function backupHost(
  member: Member<{ readonly target?: BackupTarget }>,
  context: BackupContext,
): Either<Problems<'host-unknown'>, Read> {
  if (context.hostname !== undefined) return right(constant(context.hostname));
  const { target } = member.spec;
  const alias = nonEmpty(target?.alias);
  switch (target?.ref?.kind) {
    case 'StatefulSet': {
      const ordinal = context.podName?.split('-').at(-1);
      if (ordinal === undefined) return left([unknownHost(member, '`podName`: the name of the pod that is backed up')]);
      return right(constant(`${alias ?? 'host'}-${ordinal}`));
    }
    case 'DaemonSet': {
      const { nodeName } = context;
      if (nodeName === undefined)
        return left([unknownHost(member, '`nodeName`: the node of the pod that is backed up')]);
      return right(constant(alias === undefined ? nodeName : `${alias}-${nodeName}`));
    }
    default:
      if (alias === undefined) return right(constant('host-0'));
      return right(fieldsOf(member.invoker, member.path)(alias, 'target', 'alias'));
  }
}

/** The host of a restore: the alias of the target, if a rule is for it. */
export function restoreHost(
  member: Member<unknown>,
  { alias = '' }: RestoreTarget,
  { hostname }: RestoreContext,
  rule: ChosenRule | undefined,
): Read {
  if (hostname !== undefined) return constant(hostname);
  return rule === undefined ? constant('') : fieldsOf(member.invoker, member.path)(alias, 'target', 'alias');
}

function unknownHost(member: Member<{ readonly target?: BackupTarget }>, needed: string): Problem<'host-unknown'> {
  const { kind = '', name = '' } = member.spec.target?.ref ?? {};
  return scopeProblem('host-unknown', {
    message: `which host of the ${kind} \`${name}\` is backed up is not known, so \`HOSTNAME\` has no value`,
    path: [...member.path, 'target', 'ref'],
    resource: member.invoker,
    hint: `give \`hostname\`, or ${needed}`,
  });
}
