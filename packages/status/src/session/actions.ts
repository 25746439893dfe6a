import {
  type BackupInvoker,
  type BackupSession,
  type BackupSessionStatus,
  type Repository,
  type RepositoryStatus,
  type TargetRef,
  targetsOf,
} from '@stash-functions/core/decode';
import { formatSize } from '../output/size.ts';
import { present } from '../present.ts';
import { type ConditionUpdate, statusOf } from './condition.ts';
import { conditionFalse, conditionTrue } from './conditions.ts';
import { isSame } from './is-same.ts';
import type { HostReport } from './report-hosts.ts';
import { isSameTarget, targetRefsOf } from './target.ts';
import { isOver } from './target-phase.ts';

/** What is done once before the backup of the first target. */
export type PreBackupAction = 'InitializeBackendRepository';

/** What is done once behind the backup of all targets, in this order. */
export type PostBackupAction = 'ApplyRetentionPolicy' | 'VerifyRepositoryIntegrity' | 'SendRepositoryMetrics';

/** The actions that are to be run now. */
export interface DueActions {
  /** In their order; a failure ends the list. */
  readonly actions: ReadonlyArray<PostBackupAction>;
  /**
   * Who runs them: the step that has just reported, where its target was given the actions and its hosts are well; else
   * whoever watches the session, because that step cannot.
   */
  readonly by: 'step' | 'operator';
}

/** What the actions came to, as far as they were run. */
export interface ActionResults {
  /** Snapshots kept and removed, or why the retention policy was not applied. */
  readonly retention?: { readonly kept: number; readonly removed: number } | ActionFailure | undefined;
  /** Whether the data is sound, and the bytes that the repository holds, or why it was not checked. */
  readonly integrity?: { readonly sound: boolean; readonly bytes?: number | undefined } | ActionFailure | undefined;
  /** Whether the metrics of the repository were sent, or why not. That fails no session. */
  readonly metrics?: 'sent' | ActionFailure | undefined;
}

/** Why an action failed. */
export interface ActionFailure {
  /** One sentence. */
  readonly error: string;
}

/** The actions that Stash gives a member: the first one's before, the last one's behind the backup, for restic alone. */
export function actionsOf(
  invoker: BackupInvoker,
  member: number,
): { readonly before: ReadonlyArray<PreBackupAction>; readonly after: ReadonlyArray<PostBackupAction> } {
  if (invoker.spec?.driver === 'VolumeSnapshotter') return { before: [], after: [] };
  const last = targetsOf(invoker).length - 1;
  return {
    before: member === 0 ? ['InitializeBackendRepository'] : [],
    after: member === last ? postBackupActions : [],
  };
}

/**
 * The actions behind the backup that are due, told from the whole session: once every target of the invoker is over and
 * some host succeeded, those that some target was given and whose condition is not there yet. Nobody waits for them, and of
 * two hosts that end at once, the one whose report completes the status runs them.
 *
 * @param status - with the report merged in, as it was written
 * @param report - what the step reports that asks; absent where the operator asks
 * @returns undefined where none is due
 */
export function actionsDue(
  status: BackupSessionStatus,
  invoker: BackupInvoker,
  report?: HostReport,
): DueActions | undefined {
  const { targets = [], conditions } = status;
  const isComplete = targetRefsOf(invoker).every((target) =>
    targets.some(({ ref, phase }) => isSameTarget(ref, target) && isOver(phase)),
  );
  if (!isComplete || !targets.some(({ stats }) => stats?.some(({ phase }) => phase === 'Succeeded'))) return undefined;
  const holders = targets.filter((target) => (target.postBackupActions ?? []).length > 0);
  const given = new Set(holders.flatMap((target) => target.postBackupActions ?? []));
  const actions = postBackupActions.filter(
    (action) => given.has(action) && statusOf(conditions, conditionOf[action]) === undefined,
  );
  if (actions.length === 0) return undefined;
  return { actions, by: report !== undefined && canRun(holders, report) ? 'step' : 'operator' };
}

/** The conditions of what the actions came to, in the order of the actions. */
export function actionConditions({ retention, integrity, metrics }: ActionResults): ReadonlyArray<ConditionUpdate> {
  return [
    ...(retention === undefined ? [] : [outcomeOf('RetentionPolicyApplied', retention)]),
    ...(integrity === undefined ? [] : [outcomeOf('RepositoryIntegrityVerified', integrity)]),
    ...(metrics === undefined ? [] : [outcomeOf('RepositoryMetricsPushed', metrics)]),
  ];
}

/**
 * A Repository's status with what the actions measured. What was not measured stays as it is; where an action failed,
 * everything does. The API leaves out a number that is 0.
 *
 * @returns the status, and whether it says anything new
 */
export function recordRepository(
  repository: Repository,
  session: BackupSession,
  { retention, integrity }: ActionResults,
): { readonly status: RepositoryStatus; readonly changed: boolean } {
  const before = repository.status ?? {};
  if (isFailure(retention) || isFailure(integrity) || (retention === undefined && integrity === undefined)) {
    return { status: before, changed: false };
  }
  const status = present({
    ...before,
    lastBackupTime: session.metadata.creationTimestamp ?? before.lastBackupTime,
    ...(retention === undefined
      ? {}
      : { snapshotCount: retention.kept || undefined, snapshotsRemovedOnLastCleanup: retention.removed || undefined }),
    ...(integrity === undefined ? {} : { integrity: integrity.sound }),
    ...(integrity?.bytes === undefined ? {} : { totalSize: formatSize(integrity.bytes) }),
  });
  return { status, changed: !isSame(before, status) };
}

const postBackupActions = [
  'ApplyRetentionPolicy',
  'VerifyRepositoryIntegrity',
  'SendRepositoryMetrics',
] as const satisfies ReadonlyArray<PostBackupAction>;

const conditionOf = {
  ApplyRetentionPolicy: 'RetentionPolicyApplied',
  VerifyRepositoryIntegrity: 'RepositoryIntegrityVerified',
  SendRepositoryMetrics: 'RepositoryMetricsPushed',
} as const;

function canRun(
  holders: ReadonlyArray<{ readonly ref?: TargetRef | undefined }>,
  { target, hosts }: HostReport,
): boolean {
  return holders.some(({ ref }) => isSameTarget(ref, target)) && hosts.every(({ phase }) => phase === 'Succeeded');
}

function outcomeOf(
  type: 'RetentionPolicyApplied' | 'RepositoryIntegrityVerified' | 'RepositoryMetricsPushed',
  result: object | 'sent',
): ConditionUpdate {
  return isFailure(result) ? conditionFalse(type, result.error) : conditionTrue(type);
}

function isFailure(result: object | string | undefined): result is ActionFailure {
  return typeof result === 'object' && 'error' in result;
}
