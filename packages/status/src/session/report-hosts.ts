import type {
  BackupSession,
  BackupSessionStatus,
  Problem,
  RestoreBatch,
  RestoreBatchStatus,
  RestoreSession,
  RestoreSessionStatus,
  TargetRef,
} from '@stash-functions/core/decode';
import { toBackupStats, toRestoreStats } from '../output/host-stats.ts';
import type { HostOutcome } from '../output/step-output.ts';
import type { ConditionUpdate } from './condition.ts';
import { mergeBackupStatus } from './merge-backup.ts';
import { mergeRestoreBatchStatus, mergeRestoreSessionStatus } from './merge-restore.ts';
import type { RollUp, RollUpOptions } from './roll-up.ts';
import { type SessionProblemCode, sessionProblem } from './session-problem-code.ts';

/** How some hosts of one target came out: what a step has to say, with the target that whoever reads it knows. */
export interface HostReport {
  /** The target, as the invoker names it. */
  readonly target: TargetRef;
  /** Its hosts that are reported; `readOutput` gives them. */
  readonly hosts: ReadonlyArray<HostOutcome>;
  /** What was observed of the target. */
  readonly conditions?: ReadonlyArray<ConditionUpdate> | undefined;
}

/**
 * The status of a session with the outcome of some hosts merged in: the hosts, the phase of their target, and that of the
 * session.
 *
 * Total, pure and idempotent: reporting a host again replaces its entry, and the order in which hosts report changes
 * nothing but the order of the entries.
 *
 * Warnings: `duplicate-host` is `readOutput`'s; here `session-skipped`, `more-hosts-than-total`, `host-phase-unknown` for a
 * phase that a backup does not have, `creation-in-future`, `invalid-time`.
 */
export function reportHosts(
  session: BackupSession,
  report: HostReport,
  options: RollUpOptions,
): RollUp<BackupSessionStatus>;
export function reportHosts(
  session: RestoreSession,
  report: HostReport,
  options: RollUpOptions,
): RollUp<RestoreSessionStatus>;
export function reportHosts(
  session: RestoreBatch,
  report: HostReport,
  options: RollUpOptions,
): RollUp<RestoreBatchStatus>;
export function reportHosts(
  session: ReportedSession,
  report: HostReport,
  options: RollUpOptions,
): RollUp<ReportedStatus>;
export function reportHosts(
  session: ReportedSession,
  { target: ref, hosts, conditions }: HostReport,
  options: RollUpOptions,
): RollUp<ReportedStatus> {
  if (session.kind === 'RestoreSession') {
    const target = { stats: hosts.map(toRestoreStats), conditions };
    return mergeRestoreSessionStatus(session, { target }, options);
  }
  if (session.kind === 'RestoreBatch') {
    return mergeRestoreBatchStatus(
      session,
      { members: [{ ref, stats: hosts.map(toRestoreStats), conditions }] },
      options,
    );
  }
  const stats = hosts.map(toBackupOutcome).map(toBackupStats);
  const merged = mergeBackupStatus(session, { targets: [{ ref, stats, conditions }] }, options);
  return { ...merged, warnings: [...hosts.flatMap(phaseWarnings), ...merged.warnings] };
}

/** The session as it is once some hosts have reported, with the status that {@link reportHosts} gives. */
export function withReport(session: ReportedSession, report: HostReport, options: RollUpOptions): ReportedSession {
  if (session.kind === 'RestoreSession') return { ...session, status: reportHosts(session, report, options).status };
  if (session.kind === 'RestoreBatch') return { ...session, status: reportHosts(session, report, options).status };
  return { ...session, status: reportHosts(session, report, options).status };
}

/** What hosts report to. */
export type ReportedSession = BackupSession | RestoreSession | RestoreBatch;

/** The status of what hosts report to. */
export type ReportedStatus = BackupSessionStatus | RestoreSessionStatus | RestoreBatchStatus;

/** A backup whose outcome nobody knows cannot be relied on: it has failed. */
function toBackupOutcome(host: HostOutcome): HostOutcome {
  if (host.phase !== 'Unknown') return host;
  return { ...host, phase: 'Failed', error: host.error ?? 'the outcome is unknown' };
}

function phaseWarnings({ hostname, phase }: HostOutcome): ReadonlyArray<Problem<SessionProblemCode>> {
  if (phase !== 'Unknown' && phase !== 'Running') return [];
  const meaning = phase === 'Unknown' ? 'failed' : 'not finished';
  const message = `a backup has no phase \`${phase}\`: the host \`${hostname}\` counts as ${meaning}`;
  return [sessionProblem('host-phase-unknown', { message })];
}
