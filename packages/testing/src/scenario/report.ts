import { type BackupInvoker, type Invoker, type Problem, type Problems, targetsOf } from '@stash-functions/core';
import {
  advanceBackup,
  advanceRestore,
  eventsOf,
  type HostEvent,
  type HostReport,
  type Metric,
  metricsOf,
  type OutputErrorCode,
  printOutput,
  type ReportedSession,
  readOutput,
  type SessionProblemCode,
  type StatusProblemCode,
  type StepOutput,
  startBackupTarget,
  startRestoreTarget,
  withReport,
} from '@stash-functions/status';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { ScenarioResult } from './result.ts';

/** What a run came to, as far as its first target tells. */
export interface ScenarioReport {
  /** The session with its status, ended where the target is its only one. */
  readonly session: ReportedSession;
  /** What is odd about the output, or was mended. */
  readonly warnings: ReadonlyArray<Problem<StatusProblemCode>>;
  readonly events: ReadonlyArray<HostEvent>;
  /** Those of the session, its target and each host. */
  readonly metrics: ReadonlyArray<Metric>;
}

/** What refuses an output. */
export type ReportProblemCode = OutputErrorCode | SessionProblemCode;

/**
 * What a run comes to where its last step finds this output, from the start of its first target to the end of the session,
 * on a clock of its own.
 */
export function reportOf(
  { session, invoker }: ScenarioResult,
  output: string | StepOutput,
): Either<Problems<ReportProblemCode>, ScenarioReport> {
  const text = typeof output === 'string' ? output : printOutput(output);
  const read = readOutput(text, { file: 'output.json' });
  if (isLeft(read)) return read;
  const started = startOf(session, invoker);
  if (isLeft(started)) return started;
  const { hosts, conditions, warnings } = read.right;
  const target = targetsOf(invoker)[0]?.spec.target?.ref ?? {};
  const found = session.kind === 'BackupSession' ? [] : [targetFound];
  const report: HostReport = { target, hosts, conditions: [...found, ...(conditions ?? [])] };
  const ended = endOf(withReport(started.right, report, { now }), invoker);
  return right({
    session: ended.session,
    warnings: [...warnings, ...ended.warnings],
    events: eventsOf(ended.session, report, { now }),
    metrics: metricsOf(ended.session, { invoker: isBackup(invoker) ? invoker : undefined, hosts: true }),
  });
}

/** A minute and a half, so that a duration can be told from no duration. */
const created = '2026-01-01T00:00:00Z';
const now = new Date('2026-01-01T00:01:30Z');

/** Without it, nobody would have made the Jobs of a restore. */
const targetFound = { type: 'RestoreTargetFound', status: 'True', lastTransitionTime: created };

/** A workload of one host, which is what the scenario's one run is for. */
const workload = { spec: { replicas: 1 }, status: { desiredNumberScheduled: 1 } };

function startOf(session: ReportedSession, invoker: Invoker): Either<Problems<ReportProblemCode>, ReportedSession> {
  const metadata = { creationTimestamp: created, ...session.metadata };
  if (session.kind === 'BackupSession') {
    if (!isBackup(invoker)) return right(session);
    const fresh = { ...session, metadata };
    const started = startBackupTarget(fresh, invoker, { now, workload });
    return isLeft(started) ? started : right({ ...fresh, status: started.right.status });
  }
  const conditions = [targetFound];
  const options = { now, workload };
  if (session.kind === 'RestoreSession') {
    const fresh = { ...session, metadata, status: { ...session.status, conditions } };
    const started = startRestoreTarget(fresh, options);
    return isLeft(started) ? started : right({ ...fresh, status: started.right.status });
  }
  const fresh = { ...session, metadata, status: { ...session.status, conditions } };
  const started = startRestoreTarget(fresh, options);
  return isLeft(started) ? started : right({ ...fresh, status: started.right.status });
}

/** The session as an operator ends it; it goes on where it has other targets. */
function endOf(
  session: ReportedSession,
  invoker: Invoker,
): { readonly session: ReportedSession; readonly warnings: ReadonlyArray<Problem<SessionProblemCode>> } {
  if (session.kind === 'RestoreSession') {
    const { status, warnings } = advanceRestore(session, { now });
    return { session: { ...session, status }, warnings };
  }
  if (session.kind === 'RestoreBatch') {
    const { status, warnings } = advanceRestore(session, { now });
    return { session: { ...session, status }, warnings };
  }
  if (!isBackup(invoker)) return { session, warnings: [] };
  const { status, warnings } = advanceBackup(session, { ...invoker, status: { phase: 'Ready' } }, { now });
  // Nobody runs restic here.
  return { session: { ...session, status }, warnings: warnings.filter(({ code }) => code !== 'actions-not-run') };
}

function isBackup(invoker: Invoker): invoker is BackupInvoker {
  return invoker.kind === 'BackupConfiguration' || invoker.kind === 'BackupBatch';
}
