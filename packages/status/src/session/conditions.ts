import { readOr } from '@stash-functions/core/decode';
import type { ConditionUpdate } from './condition.ts';

/** The texts of a condition that is `True`, and of one that is `False`. */
interface ConditionTexts {
  readonly onTrue: readonly [reason: string, message: string];
  readonly onFalse: readonly [reason: string, message: string];
}

/** The conditions of a roll-up, with Stash's reasons and messages. `…` is the place of the cause. */
const texts = {
  BackendRepositoryInitialized: {
    onTrue: ['BackendRepositoryFound', 'Repository exist in the backend.'],
    onFalse: ['FailedToInitializeBackendRepository', 'Failed to initialize backend repository. Reason: …'],
  },
  RetentionPolicyApplied: {
    onTrue: ['SuccessfullyAppliedRetentionPolicy', 'Successfully applied retention policy.'],
    onFalse: ['FailedToApplyRetentionPolicy', 'Failed to apply retention policy. Reason: …'],
  },
  RepositoryIntegrityVerified: {
    onTrue: ['SuccessfullyVerifiedRepositoryIntegrity', 'Repository integrity verification succeeded.'],
    onFalse: ['FailedToVerifyRepositoryIntegrity', 'Repository integrity verification failed. Reason: …'],
  },
  RepositoryMetricsPushed: {
    onTrue: ['SuccessfullyPushedRepositoryMetrics', 'Successfully pushed repository metrics.'],
    onFalse: ['FailedToPushRepositoryMetrics', 'Failed to push repository metrics. Reason: …'],
  },
  BackupSkipped: {
    onTrue: ['SkippedTakingNewBackup', '…'],
    onFalse: ['TakingNewBackup', 'Not skipped.'],
  },
  BackupHistoryCleaned: {
    onTrue: [
      'SuccessfullyCleanedBackupHistory',
      'Successfully cleaned up backup history according to backupHistoryLimit.',
    ],
    onFalse: ['FailedToCleanBackupHistory', 'Failed to cleanup old BackupSessions. Reason: …'],
  },
  MetricsPushed: {
    onTrue: ['SuccessfullyPushedMetrics', 'Successfully pushed metrics.'],
    onFalse: ['FailedToPushMetrics', 'Failed to push metrics. Reason: …'],
  },
  DeadlineExceeded: {
    onTrue: ['FailedToCompleteWithinDeadline', '…'],
    onFalse: ['CompletedWithinDeadline', 'Completed within its deadline.'],
  },
  BackupExecutorEnsured: {
    onTrue: ['SuccessfullyEnsuredBackupExecutor', 'Successfully ensured backup executor.'],
    onFalse: ['FailedToEnsureBackupExecutor', 'Failed to ensure backup executor. Reason: …'],
  },
  RestoreExecutorEnsured: {
    onTrue: ['SuccessfullyEnsuredRestoreExecutor', 'Successfully ensured restore executor.'],
    onFalse: ['FailedToEnsureRestoreExecutor', 'failed to ensure restore executor. Reason: …'],
  },
  GlobalPreBackupHookSucceeded: {
    onTrue: ['GlobalPreBackupHookExecutedSuccessfully', 'Global PreBackup hook has been executed successfully'],
    onFalse: ['GlobalPreBackupHookExecutionFailed', 'Failed to execute global PreBackup Hook. Reason: ….'],
  },
  GlobalPostBackupHookSucceeded: {
    onTrue: ['GlobalPostBackupHookExecutedSuccessfully', 'Global PostBackup hook has been executed successfully'],
    onFalse: ['GlobalPostBackupHookExecutionFailed', 'Failed to execute global PostBackup Hook. Reason: ….'],
  },
} as const satisfies Readonly<Record<string, ConditionTexts>>;

/** The type of a condition that {@link conditionTrue} and {@link conditionFalse} make. */
export type KnownCondition =
  | 'BackendRepositoryInitialized'
  | 'RetentionPolicyApplied'
  | 'RepositoryIntegrityVerified'
  | 'RepositoryMetricsPushed'
  | 'BackupSkipped'
  | 'BackupHistoryCleaned'
  | 'MetricsPushed'
  | 'DeadlineExceeded'
  | 'BackupExecutorEnsured'
  | 'RestoreExecutorEnsured'
  | 'GlobalPreBackupHookSucceeded'
  | 'GlobalPostBackupHookSucceeded';

/**
 * A condition that is `True`, with Stash's reason and message.
 *
 * @param cause - the cause, where the message has one
 */
export function conditionTrue(type: KnownCondition, cause = ''): ConditionUpdate {
  return readOr({ type: '', status: 'Unknown' }, () => withTexts(type, 'True', texts[type].onTrue, cause));
}

/**
 * A condition that is `False`, with Stash's reason and message.
 *
 * @param cause - the reason, as one sentence
 */
export function conditionFalse(type: KnownCondition, cause: string): ConditionUpdate {
  return readOr({ type: '', status: 'Unknown' }, () => withTexts(type, 'False', texts[type].onFalse, cause));
}

function withTexts(
  type: KnownCondition,
  status: string,
  [reason, message]: readonly [string, string],
  cause: string,
): ConditionUpdate {
  return { type, status, reason, message: message.split('…').join(cause) };
}
