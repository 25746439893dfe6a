import type { BackupTarget, Problem } from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { BackupContext } from './context.ts';
import type { Member } from './member.ts';
import { constant, type Reading, readerOf } from './reading.ts';
import { scopeProblem } from './scope-problem-code.ts';

/**
 * `HOSTNAME` of a backup: the alias of the target, else `host-0`. Pods of a StatefulSet are told apart by their ordinal
 * and those of a DaemonSet by their node; neither is known here unless the caller says it, because the environment of
 * the calling process is that of another pod.
 *
 * Problems: `host-unknown`.
 */
export function hostReading(
  member: Member<{ readonly target?: BackupTarget }>,
  context: BackupContext,
): Either<Problem<'host-unknown'>, Reading> {
  if (context.hostname !== undefined) return right(constant('HOSTNAME', context.hostname));
  const { target } = member.spec;
  const alias = target?.alias === '' ? undefined : target?.alias;
  switch (target?.ref?.kind) {
    case 'StatefulSet': {
      const ordinal = context.podName?.split('-').at(-1);
      if (ordinal === undefined) return left(unknownHost(member, '`podName`: the name of the pod that is backed up'));
      return right(constant('HOSTNAME', `${alias ?? 'host'}-${ordinal}`));
    }
    case 'DaemonSet': {
      const { nodeName } = context;
      if (nodeName === undefined) return left(unknownHost(member, '`nodeName`: the node of the pod that is backed up'));
      return right(constant('HOSTNAME', alias === undefined ? nodeName : `${alias}-${nodeName}`));
    }
    default:
      if (alias === undefined) return right(constant('HOSTNAME', 'host-0'));
      return right(readerOf(member.invoker, member.path)('HOSTNAME', alias, ['target', 'alias']));
  }
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
