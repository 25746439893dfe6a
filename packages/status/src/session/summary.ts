import type { BackupInvokerRef, BackupSession, TargetRef } from '@stash-functions/core/decode';
import { present } from '../present.ts';
import { type RollUpOptions, sessionDuration } from './roll-up.ts';
import { isSameTarget } from './target.ts';

/** What a hook is told of a backup. */
export interface Summary {
  /** The session's name. */
  readonly name: string;
  readonly namespace?: string;
  readonly invoker?: BackupInvokerRef;
  readonly target: TargetRef;
  readonly status: {
    /** That of the target: a hook that runs before the end is told `Running`. */
    readonly phase: string;
    /** Since the session was created, as Go prints it. */
    readonly duration?: string;
    /** The errors of the target's hosts. */
    readonly error?: string;
  };
}

/** What the hooks of a target are told of its backup. */
export function summarize(session: BackupSession, target: TargetRef, { now }: RollUpOptions): Summary {
  const { metadata, spec, status } = session;
  const found = status?.targets?.find(({ ref }) => isSameTarget(ref, target));
  const errors = (found?.stats ?? []).flatMap(({ error }) => (error === undefined || error === '' ? [] : [error]));
  return present({
    name: metadata.name,
    namespace: metadata.namespace,
    invoker: spec?.invoker,
    target,
    status: present({
      phase: found?.phase ?? 'Pending',
      duration: sessionDuration(metadata.creationTimestamp, now),
      error: errors.length === 0 ? undefined : errors.join('; '),
    }),
  });
}
