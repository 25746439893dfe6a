import type { BackupInvokerRef, TargetRef } from '@stash-functions/core/decode';
import { present } from '../present.ts';
import { outcomeOf } from './merge-restore.ts';
import type { ReportedSession } from './report-hosts.ts';
import { type RollUpOptions, sessionDuration } from './roll-up.ts';
import { isSameTarget } from './target.ts';
import { restoreTargetPhase, type TargetState } from './target-phase.ts';

/** What a hook is told of a backup or restore. */
export interface Summary {
  /** The session's name. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace?: string;
  /** Who asked for it. */
  readonly invoker?: BackupInvokerRef;
  /** What it is about. */
  readonly target: TargetRef;
  /** How it went. */
  readonly status: {
    /** That of the target: a hook that runs before the end is told `Running`. */
    readonly phase: string;
    /** Since the session was created, as Go prints it. */
    readonly duration?: string;
    /** Of the first host of the target that failed. */
    readonly error?: string;
  };
}

/** What the hooks of a target are told of its backup or restore. */
export function summarize(session: ReportedSession, target: TargetRef, { now }: RollUpOptions): Summary {
  const { kind, metadata } = session;
  const own = { apiGroup: 'stash.appscode.com', kind, name: metadata.name };
  const { phase, stats = [] } = targetOf(session, target);
  return present({
    name: metadata.name,
    namespace: metadata.namespace,
    invoker: kind === 'BackupSession' ? session.spec?.invoker : own,
    target,
    status: present({
      phase,
      duration: sessionDuration(metadata.creationTimestamp, now),
      error: stats.find(({ error = '' }) => error !== '')?.error,
    }),
  });
}

function targetOf(session: ReportedSession, target: TargetRef): TargetState & { readonly phase: string } {
  if (session.kind === 'RestoreSession') {
    return { ...session.status, phase: restoreTargetPhase(session.status ?? {}) };
  }
  if (session.kind === 'RestoreBatch') {
    const member = session.status?.members?.find(({ ref }) => isSameTarget(ref, target));
    return member === undefined ? { phase: 'Pending' } : { ...member, phase: outcomeOf(member) };
  }
  const found = session.status?.targets?.find(({ ref }) => isSameTarget(ref, target));
  return { ...found, phase: found?.phase ?? 'Pending' };
}
