import {
  type BackupInvoker,
  decodeBackupBatch,
  decodeBackupConfiguration,
  type Problems,
  type RestoreInvoker,
} from '@stash-functions/core';
import {
  type ClusterPort,
  failureProblems,
  type ObjectTarget,
  readSession,
} from '@stash-functions/k8s-adapter/cluster';
import { type ReportedSession, sessionProblem } from '@stash-functions/status';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { UpdateStatusRequest } from './request.ts';

/** A session and its invoker. */
export interface ReadSession {
  readonly session: ReportedSession;
  /** The invoker. A restore is its own. */
  readonly invoker: BackupInvoker | RestoreInvoker;
}

/** Reads a session and its invoker. Problems: those of the cluster and of core, and `no-invoker`. */
export async function readRun(
  target: UpdateStatusRequest['session'],
  client: ClusterPort,
): Promise<Either<Problems, ReadSession>> {
  const at: ObjectTarget = { apiVersion: 'stash.appscode.com/v1beta1', ...target };
  const found = await client.read(at);
  if (isLeft(found)) return left(failureProblems(found.left, at));
  const session = readSession(found.right, target.kind);
  if (isLeft(session)) return session;
  if (session.right.kind !== 'BackupSession') return right({ session: session.right, invoker: session.right });
  const { kind, name } = session.right.spec?.invoker ?? {};
  if (name === undefined || (kind !== 'BackupConfiguration' && kind !== 'BackupBatch')) {
    const message = `the BackupSession \`${target.name}\` does not say its invoker`;
    return left([sessionProblem('no-invoker', { message, path: ['spec', 'invoker'], resource: at })]);
  }
  const owner: ObjectTarget = { ...at, kind, name };
  const read = await client.read(owner);
  if (isLeft(read)) return left(failureProblems(read.left, owner));
  const options = { lenient: true };
  const invoker =
    kind === 'BackupBatch' ? decodeBackupBatch(read.right, options) : decodeBackupConfiguration(read.right, options);
  return isLeft(invoker) ? invoker : right({ session: session.right, invoker: invoker.right });
}
