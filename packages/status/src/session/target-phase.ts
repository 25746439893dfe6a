import type { Condition, HostBackupStats, HostRestoreStats } from '@stash-functions/core/decode';
import { hasFinished } from '../output/step-output.ts';
import { isFalse, isTrue } from './condition.ts';

/** What the phase of a target is told from. */
export interface TargetState {
  /** How many hosts it has; absent while nobody knows. */
  readonly totalHosts?: number | undefined;
  /** The outcome of each host. */
  readonly stats?: ReadonlyArray<HostBackupStats | HostRestoreStats> | undefined;
  /** What was observed of it. */
  readonly conditions?: ReadonlyArray<Condition> | undefined;
}

/** The phase of a target. `Unknown` is a restore's alone, where a host could not tell its outcome. */
export type TargetOutcome = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';

/**
 * How far the backup of a target has come. The first that holds: failed where its executor, a hook or a disruption says
 * so; pending while nobody knows how many hosts it has; by its hosts once that many have finished; else running.
 *
 * More hosts than expected count as all of them: a workload that was scaled down must not be waited for.
 */
export function backupTargetPhase({ totalHosts, stats = [], conditions }: TargetState): TargetOutcome {
  if (backupFailures.some((type) => isFalse(conditions, type)) || isTrue(conditions, 'BackupDisrupted'))
    return 'Failed';
  if (totalHosts === undefined) return 'Pending';
  const finished = stats.filter(({ phase }) => phase === 'Succeeded' || phase === 'Failed');
  if (finished.length < totalHosts) return 'Running';
  return finished.some(({ phase }) => phase === 'Failed') ? 'Failed' : 'Succeeded';
}

/**
 * How far the restore of a target has come: as {@link backupTargetPhase}, but pending also while there is no condition, or
 * the target is not found, and unknown where a host is.
 */
export function restoreTargetPhase({ totalHosts, stats = [], conditions = [] }: TargetState): TargetOutcome {
  if (restoreFailures.some((type) => isFalse(conditions, type))) return 'Failed';
  if (totalHosts === undefined || conditions.length === 0 || isFalse(conditions, 'RestoreTargetFound'))
    return 'Pending';
  const finished = stats.filter(({ phase }) => hasFinished(phase));
  if (finished.length < totalHosts) return 'Running';
  if (finished.some(({ phase }) => phase === 'Unknown')) return 'Unknown';
  return finished.some(({ phase }) => phase === 'Failed') ? 'Failed' : 'Succeeded';
}

/** Whether nothing more is expected of a target. */
export function isOver(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed' || phase === 'Unknown';
}

const backupFailures = [
  'BackupExecutorEnsured',
  'PreBackupHookExecutionSucceeded',
  'PostBackupHookExecutionSucceeded',
] as const;

const restoreFailures = [
  'RestoreExecutorEnsured',
  'PreRestoreHookExecutionSucceeded',
  'PostRestoreHookExecutionSucceeded',
] as const;
