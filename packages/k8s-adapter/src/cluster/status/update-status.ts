import {
  type CoreProblemCode,
  decodeBackupSession,
  decodeRestoreBatch,
  decodeRestoreSession,
  type Problem,
  type Problems,
} from '@stash-functions/core/decode';
import {
  type HostReport,
  type ReportedSession,
  reportHosts,
  type SessionProblemCode,
  withReport,
} from '@stash-functions/status';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { ClusterClient } from '../client/from-kube-config.ts';
import type { ClusterProblemCode } from '../cluster-problem-code.ts';
import type { JsonObject } from '../json.ts';
import { asAsked } from '../port/as-asked.ts';
import { type RewriteOptions, rewriteStatus } from './rewrite-status.ts';

/** The session whose status is written. */
export interface StatusTarget {
  readonly kind: ReportedSession['kind'];
  /** The namespace; by default that of the client. */
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** The outcome of some hosts, and their session. */
export interface StatusReport extends HostReport {
  readonly session: StatusTarget;
}

/** The codes of the Problems of {@link updateStatus}. */
export type UpdateStatusProblemCode = ClusterProblemCode | CoreProblemCode;

/** The result of {@link updateStatus}. */
export interface UpdatedStatus {
  /** The session with its new status. */
  readonly session: ReportedSession;
  /** True where something was written; false where the same was reported before. */
  readonly changed: boolean;
  /** The number of times that the session was read: 1 where nobody else wrote. */
  readonly attempts: number;
  /** Problems that were mended or left out. */
  readonly warnings: ReadonlyArray<Problem<SessionProblemCode>>;
}

/**
 * Writes the outcome of some hosts into the status of a BackupSession, RestoreSession or RestoreBatch. `reportHosts`
 * works out the status, and the status subresource takes it. No report is lost where many come at once, and a
 * repeated one writes nothing.
 *
 * Needs `get` of the session and `update` of its `status`: `updateStatusRules`.
 *
 * Problems: `object-not-found`, `access-denied`, `api-rejected`, `api-conflict`, `api-unavailable` and the like, and
 * those of core for an object that is no session.
 */
export function updateStatus(
  client: ClusterClient,
  report: StatusReport,
  options: RewriteOptions = {},
): Promise<Either<Problems<UpdateStatusProblemCode>, UpdatedStatus>> {
  return asAsked(() => rewritten(client, report, options));
}

async function rewritten(
  client: ClusterClient,
  { session: target, ...report }: StatusReport,
  options: RewriteOptions,
): Promise<Either<Problems<UpdateStatusProblemCode>, UpdatedStatus>> {
  const { kind, name, namespace } = target;
  const rewritten = await rewriteStatus(
    client,
    { apiVersion: 'stash.appscode.com/v1beta1', kind, name, ...(namespace === undefined ? {} : { namespace }) },
    (object) => readSession(object, kind),
    (session, now) =>
      right({ ...reportHosts(session, report, { now }), session: withReport(session, report, { now }) }),
    options,
  );
  if (isLeft(rewritten)) return rewritten;
  const { session, changed, warnings } = rewritten.right.change;
  return right({ session, changed, warnings, attempts: rewritten.right.attempts });
}

/**
 * Reads a session as the API server has it. A field that this version does not know is no reason to lose a report.
 *
 * Problems: those of core.
 */
export function readSession(
  object: JsonObject,
  kind: ReportedSession['kind'],
): Either<Problems<CoreProblemCode>, ReportedSession> {
  if (kind === 'BackupSession') return decodeBackupSession(object, lenient);
  return kind === 'RestoreSession' ? decodeRestoreSession(object, lenient) : decodeRestoreBatch(object, lenient);
}

const lenient = { lenient: true } as const;
