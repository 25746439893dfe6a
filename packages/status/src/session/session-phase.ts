import type { BackupSessionPhase, BackupSessionStatus, Condition, RestorePhase } from '@stash-functions/core/decode';
import { isFalse, isTrue, statusOf } from './condition.ts';
import { isOver, type TargetOutcome } from './target-phase.ts';

/**
 * The phase of a BackupSession, told from its targets and conditions. A session is over only once its last step, the
 * condition MetricsPushed, is there: `True` or `False`, because metrics that could not be sent do not make a backup fail.
 *
 * The first that holds: skipped; failed where the session has ended behind its deadline, or its history or a global hook
 * failed; pending while no target has begun; once all targets are over and the session has ended, failed where a
 * target, the retention policy or the integrity check has, else succeeded; running. A condition that is missing or
 * `Unknown` fails nothing.
 */
export function backupSessionPhase({ targets = [], conditions }: BackupSessionStatus): BackupSessionPhase {
  if (isTrue(conditions, 'BackupSkipped')) return 'Skipped';
  const ended = hasEnded(conditions);
  if (ended && (isTrue(conditions, 'DeadlineExceeded') || sessionFailures.some((type) => isFalse(conditions, type)))) {
    return 'Failed';
  }
  if (targets.every(({ phase = 'Pending' }) => phase === 'Pending')) return 'Pending';
  if (!ended || !targets.every(({ phase }) => isOver(phase))) return 'Running';
  const failed =
    targets.some(({ phase }) => phase === 'Failed') || repositoryFailures.some((type) => isFalse(conditions, type));
  return failed ? 'Failed' : 'Succeeded';
}

/** The phase of a RestoreSession, whose only target's outcome is given. */
export function restoreSessionPhase(
  conditions: ReadonlyArray<Condition> | undefined,
  target: TargetOutcome,
): RestorePhase {
  const ended = hasEnded(conditions);
  if (ended && isTrue(conditions, 'DeadlineExceeded')) return 'Failed';
  if (isEmpty(conditions) || target === 'Pending') return 'Pending';
  if (restoreRequirements.some((type) => isFalse(conditions, type))) return 'Pending';
  if (isOver(target)) return ended ? target : 'Running';
  return isFalse(conditions, 'ValidationPassed') ? 'Invalid' : 'Running';
}

/**
 * The phase of a RestoreBatch: like that of a BackupSession, final only once it has ended, whatever its members came to.
 *
 * @param members - the outcome of each member of the status
 * @param complete - whether every target of the spec is over
 */
export function restoreBatchPhase(
  conditions: ReadonlyArray<Condition> | undefined,
  members: ReadonlyArray<TargetOutcome>,
  complete: boolean,
): RestorePhase {
  const ended = hasEnded(conditions);
  const failed = isTrue(conditions, 'DeadlineExceeded') || globalRestoreHooks.some((type) => isFalse(conditions, type));
  if (ended && failed) return 'Failed';
  if (isEmpty(conditions) || members.every((phase) => phase === 'Pending')) return 'Pending';
  if (isFalse(conditions, 'RepositoryFound') || isFalse(conditions, 'BackendSecretFound')) return 'Pending';
  if (complete && ended) {
    if (members.includes('Unknown')) return 'Unknown';
    return members.includes('Failed') ? 'Failed' : 'Succeeded';
  }
  return isFalse(conditions, 'ValidationPassed') ? 'Invalid' : 'Running';
}

/** Nobody has looked at a restore yet. */
function isEmpty(conditions: ReadonlyArray<Condition> | undefined): boolean {
  return conditions === undefined || conditions.length === 0;
}

/** Whether a session's last step is done. */
export function hasEnded(conditions: ReadonlyArray<Condition> | undefined): boolean {
  const pushed = statusOf(conditions, 'MetricsPushed');
  return pushed === 'True' || pushed === 'False';
}

/** Whether a phase is the last of a session. */
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
