import {
  type BackupInvoker,
  type BackupSession,
  type BackupSessionStatus,
  type Repository,
  type RepositoryStatus,
  readOr,
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

/** The action before the backup of the first target. */
export type PreBackupAction = 'InitializeBackendRepository';

/** The actions after the backup of all targets, in this order. */
export type PostBackupAction = 'ApplyRetentionPolicy' | 'VerifyRepositoryIntegrity' | 'SendRepositoryMetrics';

/** The actions to run now. */
export interface DueActions {
  /** The actions in their order. A failure ends the list. */
  readonly actions: ReadonlyArray<PostBackupAction>;
  /**
   * The one who runs them. It is the step that has just reported, where its target was given the actions and its hosts
   * are well. Otherwise that step cannot, and it is the program that watches the session.
   */
  readonly by: 'step' | 'operator';
}

/** The results of the actions that were run. */
export interface ActionResults {
  /** The numbers of kept and removed snapshots, or the reason why the retention policy was not applied. */
  readonly retention?: { readonly kept: number; readonly removed: number } | ActionFailure | undefined;
  /** The result of the check with the bytes in the repository, or the reason why it was not checked. */
  readonly integrity?: { readonly sound: boolean; readonly bytes?: number | undefined } | ActionFailure | undefined;
  /** The word `sent`, or the reason why the metrics of the repository were not sent. It fails no session. */
  readonly metrics?: 'sent' | ActionFailure | undefined;
}

/** The reason why an action failed. */
export interface ActionFailure {
  /** One sentence. */
  readonly error: string;
}

/**
 * The actions that Stash gives a member, for restic alone. The first member runs those before the backup, the last one
 * those after it.
 */
export function actionsOf(
  invoker: BackupInvoker,
  member: number,
): { readonly before: ReadonlyArray<PreBackupAction>; readonly after: ReadonlyArray<PostBackupAction> } {
  return readOr({ before: [], after: [] }, () => {
    if (invoker.spec?.driver === 'VolumeSnapshotter') return { before: [], after: [] };
    const last = targetsOf(invoker).length - 1;
    return {
      before: member === 0 ? ['InitializeBackendRepository'] : [],
      after: member === last ? postBackupActions : [],
    };
  });
}

/**
 * The actions that are due after the backup, found from the whole session. They are due once every target of the
 * invoker is over and some host succeeded. They are those that a target was given and that have no condition yet.
 * Nobody waits for them. Where two hosts end at once, the one whose report completes the status runs them.
 *
 * @param status - the written status, with the report merged in
 * @param report - the report of the step that asks; absent where the operator asks
 * @returns undefined where none is due
 */
export function actionsDue(
  status: BackupSessionStatus,
  invoker: BackupInvoker,
  report?: HostReport,
): DueActions | undefined {
  return readOr(undefined, () => {
    const { targets = [], conditions } = status;
    const isComplete = targetRefsOf(invoker).every((target) =>
      targets.some(({ ref, phase }) => isSameTarget(ref, target) && isOver(phase)),
    );
    if (!isComplete || !targets.some(({ stats }) => stats?.some(({ phase }) => phase === 'Succeeded')))
      return undefined;
    const holders = targets.filter((target) => (target.postBackupActions ?? []).length > 0);
    const given = new Set(holders.flatMap((target) => target.postBackupActions ?? []));
    const actions = postBackupActions.filter(
      (action) => given.has(action) && statusOf(conditions, conditionOf[action]) === undefined,
    );
    if (actions.length === 0) return undefined;
    return { actions, by: report !== undefined && canRun(holders, report) ? 'step' : 'operator' };
  });
}

/** The conditions for the results of actions, in the order of the actions. */
export function actionConditions(actionResults: ActionResults): ReadonlyArray<ConditionUpdate> {
  return readOr([], () => {
    const { retention, integrity, metrics } = actionResults;

    return [
      ...(retention === undefined ? [] : [outcomeOf('RetentionPolicyApplied', retention)]),
      ...(integrity === undefined ? [] : [outcomeOf('RepositoryIntegrityVerified', integrity)]),
      ...(metrics === undefined ? [] : [outcomeOf('RepositoryMetricsPushed', metrics)]),
    ];
  });
}

/**
 * A Repository's status with the results of the actions. Figures that were not measured stay unchanged; where an action
 * failed, all do. The API leaves out a number that is 0.
 *
 * @returns the status, and true for `changed` where it says anything new
 */
export function recordRepository(
  repository: Repository,
  session: BackupSession,
  actionResults: ActionResults,
): { readonly status: RepositoryStatus; readonly changed: boolean } {
  return readOr({ status: {}, changed: false }, () => {
    const { retention, integrity } = actionResults;

    const before = repository.status ?? {};
    if (isFailure(retention) || isFailure(integrity) || (retention === undefined && integrity === undefined)) {
      return { status: before, changed: false };
    }
    const status = present({
      ...before,
      lastBackupTime: session.metadata.creationTimestamp ?? before.lastBackupTime,
      ...(retention === undefined
        ? {}
        : {
            snapshotCount: retention.kept || undefined,
            snapshotsRemovedOnLastCleanup: retention.removed || undefined,
          }),
      ...(integrity === undefined ? {} : { integrity: integrity.sound }),
      ...(integrity?.bytes === undefined ? {} : { totalSize: formatSize(integrity.bytes) }),
    });
    return { status, changed: !isSame(before, status) };
  });
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
