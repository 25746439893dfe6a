import type { BackupInvokerRef, TargetRef } from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';
import { present } from '../present.ts';
import { outcomeOf } from './merge-restore.ts';
import type { ReportedSession } from './report-hosts.ts';
import { type RollUpOptions, sessionDuration } from './roll-up.ts';
import { isSameTarget } from './target.ts';
import { restoreTargetPhase, type TargetState } from './target-phase.ts';

/** The facts that a hook gets about a backup or restore. */
export interface Summary {
  /** The session's name. */
  readonly name: string;
  /** The session's namespace. */
  readonly namespace?: string;
  /** The invoker. */
  readonly invoker?: BackupInvokerRef;
  /** The target. */
  readonly target: TargetRef;
  /** The outcome. */
  readonly status: {
    /** The phase of the target. A hook that runs before the end gets `Running`. */
    readonly phase: string;
    /** The time since the session was created, as Go prints it. */
    readonly duration?: string;
    /** The error of the first host of the target that failed. */
    readonly error?: string;
  };
}

/** The facts that the hooks of a target get about its backup or restore. */
export function summarize(session: ReportedSession, target: TargetRef, options: RollUpOptions): Summary {
  return readOr({ name: '', target: {}, status: { phase: 'Unknown' } }, () => summaryOf(session, target, options));
}

function summaryOf(session: ReportedSession, target: TargetRef, { now }: RollUpOptions): Summary {
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
