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
import { readOr } from '@stash-functions/core/decode';
import { toBackupStats, toRestoreStats } from '../output/host-stats.ts';
import type { HostOutcome } from '../output/step-output.ts';
import type { ConditionUpdate } from './condition.ts';
import { mergeBackupStatus } from './merge-backup.ts';
import { mergeRestoreBatchStatus, mergeRestoreSessionStatus } from './merge-restore.ts';
import { type RollUp, type RollUpOptions, unreadableRollUp } from './roll-up.ts';
import { type SessionProblemCode, sessionProblem } from './session-problem-code.ts';

/** The outcome of some hosts of one target, as a step reports it. */
export interface HostReport {
  /** The target, as the invoker names it. */
  readonly target: TargetRef;
  /** The reported hosts, as `readOutput` gives them. */
  readonly hosts: ReadonlyArray<HostOutcome>;
  /** The observations of the target. */
  readonly conditions?: ReadonlyArray<ConditionUpdate> | undefined;
}

/**
 * The status of a session with the outcome of some hosts merged in: the hosts, the phase of their target, and that of
 * the session.
 *
 * Total, pure and idempotent: a host that is reported again replaces its entry. The order of the reports changes only
 * the order of the entries.
 *
 * Warnings: `session-skipped`, `more-hosts-than-total`, `creation-in-future`, `invalid-time`, and `host-phase-unknown`
 * for a phase that a backup does not have. `readOutput` gives `duplicate-host`.
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
  hostReport: HostReport,
  options: RollUpOptions,
): RollUp<ReportedStatus> {
  return readOr(unreadableRollUp<ReportedStatus>(session), () => {
    const { target: ref, hosts, conditions } = hostReport;

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
  });
}

/** The session after some hosts have reported, with the status of {@link reportHosts}. */
export function withReport(session: ReportedSession, report: HostReport, options: RollUpOptions): ReportedSession {
  return readOr(session, () => {
    if (session.kind === 'RestoreSession') return { ...session, status: reportHosts(session, report, options).status };
    if (session.kind === 'RestoreBatch') return { ...session, status: reportHosts(session, report, options).status };
    return { ...session, status: reportHosts(session, report, options).status };
  });
}

/** A session that hosts report to. */
export type ReportedSession = BackupSession | RestoreSession | RestoreBatch;

/** The status of a session that hosts report to. */
export type ReportedStatus = BackupSessionStatus | RestoreSessionStatus | RestoreBatchStatus;

/** A backup with an unknown outcome cannot be relied on, so it has failed. */
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
