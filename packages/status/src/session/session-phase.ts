import type { BackupSessionPhase, BackupSessionStatus, Condition, RestorePhase } from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';
import { isFalse, isTrue, statusOf } from './condition.ts';
import { isOver, type TargetOutcome } from './target-phase.ts';

/**
 * The phase of a BackupSession, worked out from its targets and conditions. A session is over only once its last step,
 * the condition MetricsPushed, is there. It may be `True` or `False`, because metrics that could not be sent do not
 * fail a backup.
 *
 * The first of these that holds is the phase:
 *
 * - Skipped: the session was skipped.
 * - Failed: the session has ended, and missed its deadline, or its history or a global hook failed.
 * - Pending: no target has begun.
 * - Running: the session has not ended, or a target is not over.
 * - Failed: a target, the retention policy or the integrity check has failed.
 * - Succeeded: none of these.
 *
 * A condition that is missing or `Unknown` fails nothing.
 */
export function backupSessionPhase(backupSessionStatus: BackupSessionStatus): BackupSessionPhase {
  return readOr('Unknown', () => {
    const { targets = [], conditions } = backupSessionStatus;

    if (isTrue(conditions, 'BackupSkipped')) return 'Skipped';
    const ended = hasEnded(conditions);
    if (
      ended &&
      (isTrue(conditions, 'DeadlineExceeded') || sessionFailures.some((type) => isFalse(conditions, type)))
    ) {
      return 'Failed';
    }
    if (targets.every(({ phase = 'Pending' }) => phase === 'Pending')) return 'Pending';
    if (!ended || !targets.every(({ phase }) => isOver(phase))) return 'Running';
    const failed =
      targets.some(({ phase }) => phase === 'Failed') || repositoryFailures.some((type) => isFalse(conditions, type));
    return failed ? 'Failed' : 'Succeeded';
  });
}

/** The phase of a RestoreSession, from the outcome of its only target. */
export function restoreSessionPhase(
  conditions: ReadonlyArray<Condition> | undefined,
  target: TargetOutcome,
): RestorePhase {
  return readOr('Unknown', () => {
    const ended = hasEnded(conditions);
    if (ended && isTrue(conditions, 'DeadlineExceeded')) return 'Failed';
    if (isEmpty(conditions) || target === 'Pending') return 'Pending';
    if (restoreRequirements.some((type) => isFalse(conditions, type))) return 'Pending';
    if (isOver(target)) return ended ? target : 'Running';
    return isFalse(conditions, 'ValidationPassed') ? 'Invalid' : 'Running';
  });
}

/**
 * The phase of a RestoreBatch. Like that of a BackupSession, it is final only once the batch has ended.
 *
 * @param members - the outcome of each member of the status
 * @param complete - true where every target of the spec is over
 */
export function restoreBatchPhase(
  conditions: ReadonlyArray<Condition> | undefined,
  members: ReadonlyArray<TargetOutcome>,
  complete: boolean,
): RestorePhase {
  return readOr('Unknown', () => {
    const ended = hasEnded(conditions);
    const failed =
      isTrue(conditions, 'DeadlineExceeded') || globalRestoreHooks.some((type) => isFalse(conditions, type));
    if (ended && failed) return 'Failed';
    if (isEmpty(conditions) || members.every((phase) => phase === 'Pending')) return 'Pending';
    if (isFalse(conditions, 'RepositoryFound') || isFalse(conditions, 'BackendSecretFound')) return 'Pending';
    if (complete && ended) {
      if (members.includes('Unknown')) return 'Unknown';
      return members.includes('Failed') ? 'Failed' : 'Succeeded';
    }
    return isFalse(conditions, 'ValidationPassed') ? 'Invalid' : 'Running';
  });
}

/** True for a restore that nobody has looked at yet. */
function isEmpty(conditions: ReadonlyArray<Condition> | undefined): boolean {
  return conditions === undefined || conditions.length === 0;
}

/** True where a session's last step is done. */
export function hasEnded(conditions: ReadonlyArray<Condition> | undefined): boolean {
  const pushed = statusOf(conditions, 'MetricsPushed');
  return pushed === 'True' || pushed === 'False';
}

/** True for the last phase of a session. */
export function isFinal(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed' || phase === 'Skipped' || phase === 'Unknown';
}

const sessionFailures = [
  'BackupHistoryCleaned',
  'GlobalPreBackupHookSucceeded',
  'GlobalPostBackupHookSucceeded',
] as const;

const repositoryFailures = ['RetentionPolicyApplied', 'RepositoryIntegrityVerified'] as const;

const restoreRequirements = ['RepositoryFound', 'BackendSecretFound', 'RestoreTargetFound'] as const;

const globalRestoreHooks = ['GlobalPreRestoreHookSucceeded', 'GlobalPostRestoreHookSucceeded'] as const;
