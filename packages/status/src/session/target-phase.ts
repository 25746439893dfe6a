import type { Condition, HostBackupStats, HostRestoreStats } from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';
import { hasFinished } from '../output/step-output.ts';
import { isFalse, isTrue } from './condition.ts';

/** The facts that decide the phase of a target. */
export interface TargetState {
  /** The number of its hosts; absent while it is not known. */
  readonly totalHosts?: number | undefined;
  /** The outcome of each host. */
  readonly stats?: ReadonlyArray<HostBackupStats | HostRestoreStats> | undefined;
  /** The conditions of the target. */
  readonly conditions?: ReadonlyArray<Condition> | undefined;
}

/** The phase of a target. Only a restore has `Unknown`, where a host could not tell its outcome. */
export type TargetOutcome = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';

/**
 * The phase of a target's backup. The first of these that holds decides:
 *
 * - Failed: its executor or a hook failed, or it was disrupted.
 * - Pending: the number of its hosts is not known.
 * - Running: not all of its hosts have finished.
 * - Failed or Succeeded: as its hosts.
 *
 * Where more hosts report than expected, the expected number is enough: nobody waits for a workload that was scaled
 * down.
 */
export function backupTargetPhase(targetState: TargetState): TargetOutcome {
  return readOr('Unknown', () => {
    const { totalHosts, stats = [], conditions } = targetState;

    if (backupFailures.some((type) => isFalse(conditions, type)) || isTrue(conditions, 'BackupDisrupted'))
      return 'Failed';
    if (totalHosts === undefined) return 'Pending';
    const finished = stats.filter(({ phase }) => phase === 'Succeeded' || phase === 'Failed');
    if (finished.length < totalHosts) return 'Running';
    return finished.some(({ phase }) => phase === 'Failed') ? 'Failed' : 'Succeeded';
  });
}

/**
 * The phase of a target's restore, like {@link backupTargetPhase}. It is also pending without a condition, or where the
 * target is not found. It is unknown where a host is.
 */
export function restoreTargetPhase(targetState: TargetState): TargetOutcome {
  return readOr('Unknown', () => {
    const { totalHosts, stats = [], conditions = [] } = targetState;

    if (restoreFailures.some((type) => isFalse(conditions, type))) return 'Failed';
    if (totalHosts === undefined || conditions.length === 0 || isFalse(conditions, 'RestoreTargetFound'))
      return 'Pending';
    const finished = stats.filter(({ phase }) => hasFinished(phase));
    if (finished.length < totalHosts) return 'Running';
    if (finished.some(({ phase }) => phase === 'Unknown')) return 'Unknown';
    return finished.some(({ phase }) => phase === 'Failed') ? 'Failed' : 'Succeeded';
  });
}

/** True where nothing more is expected of a target. */
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
