import {
  type BackupSession,
  decodeBackupSession,
  type Problems,
  type TargetRef,
  targetsOf,
} from '@stash-functions/core';
import { planBackup } from '@stash-functions/k8s-adapter';
import {
  applyPlan,
  type Clock,
  type ClusterClient,
  type JobOutcome,
  type ReadBackup,
  readBackup,
  rewriteStatus,
  runJobs,
  type StatusChange,
  updateStatus,
} from '@stash-functions/k8s-adapter/cluster';
import {
  advanceBackup,
  conditionTrue,
  mergeBackupStatus,
  reportOfJob,
  startBackupTarget,
} from '@stash-functions/status';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';

/** The identity of a BackupSession. */
export interface SessionKey {
  readonly namespace: string;
  readonly name: string;
}

/** The options of {@link runSession}. */
export interface RunSessionOptions {
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly clock: Clock;
}

/**
 * Runs a BackupSession to its end, or goes on where another operator stopped. All state is in the cluster: an existing
 * Job is followed, and not made again.
 *
 * @returns `again` where it is to be looked at later, because the cluster did not answer
 */
export async function runSession(
  client: ClusterClient,
  key: SessionKey,
  options: RunSessionOptions,
): Promise<'done' | 'again'> {
  const { signal, clock, log } = options;
  const read = await readBackup(client, { namespace: key.namespace, session: key.name }, { signal, clock });
  if (isLeft(read)) return skip(client, key, read.left, options);
  if (isFinal(read.right.session)) return 'done';
  const plan = planBackup(read.right);
  if (isLeft(plan)) return skip(client, key, plan.left, options);
  const applied = await applyPlan(client, plan.right, { withoutJobs: true, signal, clock });
  if (isLeft(applied)) return skip(client, key, applied.left, options);

  for (;;) {
    const { session, changed } = await nextStep(client, key, read.right, options);
    if (session === undefined || signal.aborted) return 'again';
    const { phase, targets = [] } = session.status ?? {};
    if (changed) log(`${key.namespace}/${key.name} ${phase}`);
    if (isFinal(session)) return 'done';
    const due = plan.right.runs.filter(({ member }) => targets[member]?.phase === 'Running');
    if (due.length === 0 && !changed) return 'again';
    const jobs = due.map(({ job }) => job);
    for (const [index, outcome] of (await runJobs(client, jobs, { signal, clock }).outcomes).entries()) {
      const { ref = {} } = targetsOf(read.right.invoker)[due[index]?.member ?? 0]?.spec.target ?? {};
      if (!(await report(client, session, ref, outcome, options))) return 'again';
    }
  }
}

/** Writes the next step: the targets that begin, or the end of the session. */
async function nextStep(
  client: ClusterClient,
  key: SessionKey,
  { invoker }: ReadBackup,
  { signal, clock }: RunSessionOptions,
): Promise<{ readonly session?: BackupSession; readonly changed: boolean }> {
  const written = await rewriteStatus(
    client,
    targetOf(key),
    decode,
    (session, now) => {
      // No controller here reports that invokers are ready.
      const step = advanceBackup(session, { ...invoker, status: { phase: 'Ready' } }, { now });
      let { status } = step;
      for (const member of step.start) {
        const begun = startBackupTarget({ ...session, status }, invoker, { now, member });
        if (isLeft(begun)) return begun;
        status = begun.right.status;
      }
      return right({ status, changed: step.changed || step.start.length > 0 });
    },
    { signal, clock },
  );
  if (isLeft(written)) return { changed: false };
  const { before, change } = written.right;
  return { session: { ...before, status: change.status }, changed: change.changed };
}

/**
 * Writes the outcome of a Job. These Functions report nothing themselves, so a Job that ends well means a good host.
 *
 * @returns false where the outcome is not known, or could not be written
 */
async function report(
  client: ClusterClient,
  session: BackupSession,
  ref: TargetRef,
  outcome: JobOutcome,
  { signal, clock }: RunSessionOptions,
): Promise<boolean> {
  if (outcome.status === 'failed' && outcome.problems?.every(isPassing) === true) return false;
  const unheard = reportOfJob(session, ref, outcome);
  if (unheard === undefined) return outcome.status !== 'aborted';
  const isWell = outcome.status === 'succeeded';
  const hosts = unheard.hosts.map((host) => (isWell ? { hostname: host.hostname, phase: 'Succeeded' as const } : host));
  const { namespace, name } = session.metadata;
  const target = { kind: 'BackupSession', namespace, name } as const;
  return !isLeft(await updateStatus(client, { ...unheard, hosts, session: target }, { signal, clock }));
}

/** Writes the reason why a session cannot be run, unless it may pass. */
async function skip(
  client: ClusterClient,
  key: SessionKey,
  problems: Problems,
  { signal, clock, log }: RunSessionOptions,
): Promise<'done' | 'again'> {
  if (signal.aborted || problems.every(isPassing)) return 'again';
  const why = problems.map(({ message }) => message).join('; ');
  const written = await rewriteStatus(
    client,
    targetOf(key),
    decode,
    (session, now): Either<Problems, StatusChange> => {
      if (isFinal(session)) return right({ status: session.status ?? {}, changed: false });
      return right(mergeBackupStatus(session, { conditions: [conditionTrue('BackupSkipped', why)] }, { now }));
    },
    { signal, clock },
  );
  if (isLeft(written)) return written.left.some(({ code }) => code === 'object-not-found') ? 'done' : 'again';
  if (written.right.change.changed) log(`${key.namespace}/${key.name} Skipped: ${why}`);
  return 'done';
}

function isPassing({ code }: { readonly code: string }): boolean {
  return code === 'api-unavailable' || code === 'api-conflict';
}

function isFinal({ status }: BackupSession): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed' || status?.phase === 'Skipped';
}

function decode(object: unknown): ReturnType<typeof decodeBackupSession> {
  return decodeBackupSession(object, { lenient: true });
}

function targetOf(key: SessionKey): { readonly apiVersion: string; readonly kind: string } & SessionKey {
  return { apiVersion: 'stash.appscode.com/v1beta1', kind: 'BackupSession', ...key };
}
