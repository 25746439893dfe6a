import {
  type BackupInvoker,
  type BackupSession,
  type BackupSessionStatus,
  type Problems,
  type RestoreBatch,
  type RestoreBatchStatus,
  type RestoreInvoker,
  type RestoreSession,
  type RestoreSessionStatus,
  readOr,
  targetsOf,
} from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { actionsOf } from './actions.ts';
import { mergeBackupStatus } from './merge-backup.ts';
import { mergeRestoreBatchStatus, mergeRestoreSessionStatus } from './merge-restore.ts';
import type { RollUp, RollUpOptions } from './roll-up.ts';
import { unreadableInput } from './roll-up.ts';
import type { SessionProblemCode } from './session-problem-code.ts';
import { countHosts, type Workload } from './total-hosts.ts';

/** The options of starting a target. */
export interface StartOptions extends RollUpOptions {
  /** The number of the member of a batch, from 0; by default 0. */
  readonly member?: number | undefined;
  /** The target, where it is a StatefulSet, DaemonSet or Deployment. */
  readonly workload?: Workload | undefined;
}

/**
 * The status of a BackupSession after the Job of a member was made. It holds the number of hosts of the target, and the
 * actions of the target.
 *
 * Problems: `member-missing`, `no-target`, `workload-missing`.
 */
export function startBackupTarget(
  session: BackupSession,
  invoker: BackupInvoker,
  options: StartOptions,
): Either<Problems<SessionProblemCode>, RollUp<BackupSessionStatus>> {
  return readOr<Either<Problems<SessionProblemCode>, RollUp<BackupSessionStatus>>>(left([unreadableInput]), () => {
    const { member = 0, workload, ...times } = options;

    const totalHosts = countHosts(invoker, member, workload);
    if (isLeft(totalHosts)) return totalHosts;
    const { before, after } = actionsOf(invoker, member);
    const target = {
      ref: targetsOf(invoker)[member]?.spec.target?.ref ?? {},
      totalHosts: totalHosts.right,
      preBackupActions: before,
      postBackupActions: after,
    };
    return right(mergeBackupStatus(session, { targets: [target] }, times));
  });
}

/**
 * The status of a RestoreSession or RestoreBatch after the Jobs of a member were made. It holds the number of hosts of
 * the target.
 *
 * Problems: `member-missing`, `no-target`, `workload-missing`.
 */
export function startRestoreTarget(
  restore: RestoreSession,
  options: StartOptions,
): Either<Problems<SessionProblemCode>, RollUp<RestoreSessionStatus>>;
export function startRestoreTarget(
  restore: RestoreBatch,
  options: StartOptions,
): Either<Problems<SessionProblemCode>, RollUp<RestoreBatchStatus>>;
export function startRestoreTarget(
  restore: RestoreInvoker,
  options: StartOptions,
): Either<Problems<SessionProblemCode>, RollUp<RestoreSessionStatus | RestoreBatchStatus>>;
export function startRestoreTarget(
  restore: RestoreInvoker,
  options: StartOptions,
): Either<Problems<SessionProblemCode>, RollUp<RestoreSessionStatus | RestoreBatchStatus>> {
  return readOr<Either<Problems<SessionProblemCode>, RollUp<RestoreSessionStatus | RestoreBatchStatus>>>(
    left([unreadableInput]),
    () => {
      const { member = 0, workload, ...times } = options;

      const count = countHosts(restore, member, workload);
      if (isLeft(count)) return count;
      const totalHosts = count.right;
      if (restore.kind === 'RestoreSession')
        return right(mergeRestoreSessionStatus(restore, { target: { totalHosts } }, times));
      const ref = targetsOf(restore)[member]?.spec.target?.ref ?? {};
      return right(mergeRestoreBatchStatus(restore, { members: [{ ref, totalHosts }] }, times));
    },
  );
}
