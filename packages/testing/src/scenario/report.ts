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

/** The result of a run, as far as its first target tells. */
export interface ScenarioReport {
  /** The session with its status. It has ended where the target is its only one. */
  readonly session: ReportedSession;
  /** The Problems of the output that were only odd, or were mended. */
  readonly warnings: ReadonlyArray<Problem<StatusProblemCode>>;
  readonly events: ReadonlyArray<HostEvent>;
  /** The metrics of the session, its target and each host. */
  readonly metrics: ReadonlyArray<Metric>;
}

/** The codes that refuse an output. */
export type ReportProblemCode = OutputErrorCode | SessionProblemCode;

/**
 * The result of a run whose last step finds this output. It goes from the start of the first target to the end of the
 * session, on a clock of its own.
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

/** A minute and a half, so that there is a duration to see. */
const created = '2026-01-01T00:00:00Z';
const now = new Date('2026-01-01T00:01:30Z');

/** Without this condition, nobody would have made the Jobs of a restore. */
const targetFound = { type: 'RestoreTargetFound', status: 'True', lastTransitionTime: created };

/** A workload of one host, since the scenario has one run. */
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

/** The session after an operator has ended it. It goes on where it has other targets. */
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
