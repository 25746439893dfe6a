import {
  type BackupInvoker,
  type BackupSession,
  decodeBackupSession,
  loadManifests,
  type Problem,
  type Problems,
  targetsOf,
} from '@stash-functions/core';
import { type Plan, planBackup } from '@stash-functions/k8s-adapter';
import {
  applyPlan,
  type ClusterPort,
  type Collection,
  failureProblems,
  type JsonObject,
  rewriteStatus,
} from '@stash-functions/k8s-adapter/cluster';
import {
  advanceBackup,
  conditionFalse,
  conditionTrue,
  type HostReport,
  mergeBackupStatus,
  type NextBackupStep,
  readJobEnding,
  reportHosts,
  reportOfJob,
  startBackupTarget,
} from '@stash-functions/status';
import { type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js';

/** The identity of a BackupSession. */
export interface SessionKey {
  readonly namespace: string;
  readonly name: string;
}

type Phase = NonNullable<BackupSession['status']>['phase'];

/**
 * Brings the cluster a step closer to the wish of a BackupSession. It is level-triggered: it looks at the present
 * state, and remembers nothing. So it does the right thing whatever it missed, and however often it is called.
 *
 * @returns the phase of the session now, and if it is new; undefined where there is nothing to do; Problems where it is
 * to be called again
 */
export async function reconcile(
  port: ClusterPort,
  key: SessionKey,
): Promise<Either<Problems, { readonly phase: Phase; readonly before: Phase; readonly why?: string } | undefined>> {
  const target = { apiVersion: 'stash.appscode.com/v1beta1', kind: 'BackupSession', ...key };
  const found = await port.read(target);
  if (isLeft(found)) return found.left.code === 404 ? right(undefined) : left(failureProblems(found.left, target));
  const session = decodeBackupSession(found.right, { lenient: true });
  if (isLeft(session)) return session;
  const before = session.right.status?.phase;
  if (before === 'Succeeded' || before === 'Failed' || before === 'Skipped') return right(undefined);

  const read = await readInputs(port, key.namespace);
  if (isLeft(read)) return read;
  const asked = planSession(session.right, read.right);
  if (isLeft(asked)) {
    const why = asked.left.map(({ message }) => message).join('; ');
    return map((phase: Phase) => ({ phase, before, why }))(await write(port, key, (current) => skipped(current, why)));
  }
  const { invoker, plan } = asked.right;
  if (isLeft(plan)) {
    const why = plan.left.map(({ message }) => message).join('; ');
    return map((phase: Phase) => ({ phase, before, why }))(
      await write(port, key, (current) => failed(current, invoker, why)),
    );
  }
  const started = await startMembers(port, session.right, invoker, plan.right);
  if (isLeft(started)) return started;
  const reports = await readReports(port, session.right, plan.right);
  if (isLeft(reports)) return reports;
  const phase = await write(port, key, (current, now) => {
    let next = current;
    for (const member of started.right) {
      const begun = startBackupTarget(next, invoker, { now, member });
      if (isLeft(begun)) return failed(next, invoker, begun.left[0].message);
      next = { ...next, status: begun.right.status };
    }
    for (const report of reports.right) next = { ...next, status: reportHosts(next, report, { now }).status };
    return { ...next, status: advance(next, invoker, now).status };
  });
  return map((after: Phase) => ({ phase: after, before }))(phase);
}

/** The plan of a session, from the objects of the cluster; pure. */
export function planSession(
  session: BackupSession,
  objects: ReadonlyArray<object>,
): Either<Problems, { readonly invoker: BackupInvoker; readonly plan: Either<Problems, Plan> }> {
  const manifests = loadManifests(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  if (isLeft(manifests)) return manifests;
  const { backupBatches, backupConfigurations } = manifests.right;
  const { namespace = 'default' } = session.metadata;
  const { kind = 'BackupConfiguration', name = '' } = session.spec?.invoker ?? {};
  const invoker = (kind === 'BackupBatch' ? backupBatches : backupConfigurations).get(`${namespace}/${name}`);
  if (invoker === undefined) return left([missing(session, kind, name)]);
  return right({ invoker, plan: planBackup({ manifests: manifests.right, invoker, session }) });
}

/** Applies the plan without its Jobs, and then the Jobs of the members whose turn it is. */
async function startMembers(
  port: ClusterPort,
  session: BackupSession,
  invoker: BackupInvoker,
  plan: Plan,
): Promise<Either<Problems, ReadonlyArray<number>>> {
  const fieldManager = 'backup-operator';
  const applied = await applyPlan(port, plan, { fieldManager, withoutJobs: true });
  if (isLeft(applied)) return applied;
  const { start } = advance(session, invoker, new Date());
  const objects = plan.runs.filter(({ member }) => start.includes(member)).map(({ job }) => job);
  const made = await applyPlan(port, { objects }, { fieldManager });
  return isLeft(made) ? made : right(start);
}

/**
 * The reports about the Jobs of the members. These Functions write no output, so a Job that ends well means a good
 * host.
 */
async function readReports(
  port: ClusterPort,
  session: BackupSession,
  plan: Plan,
): Promise<Either<Problems, ReadonlyArray<HostReport>>> {
  const reports: Array<HostReport> = [];
  for (const { job, member } of plan.runs) {
    const target = session.status?.targets?.[member];
    if (target?.phase !== 'Running') continue;
    const { namespace = '', name = '' } = job.metadata;
    const found = await port.read({ apiVersion: 'batch/v1', kind: 'Job', namespace, name });
    if (isLeft(found) && found.left.code !== 404)
      return left(failureProblems(found.left, { kind: 'Job', namespace, name }));
    const ending = readJobEnding(isLeft(found) ? undefined : found.right);
    const missing = ending === undefined ? undefined : reportOfJob(session, target.ref ?? {}, ending);
    if (ending === undefined || missing === undefined) continue;
    const isWell = ending.status === 'succeeded';
    const hosts = missing.hosts.map(({ hostname }) => ({ hostname, phase: 'Succeeded' }) as const);
    reports.push(isWell ? { ...missing, hosts } : missing);
  }
  return right(reports);
}

/** The next step of a session. No controller here reports that invokers are ready. */
function advance(session: BackupSession, invoker: BackupInvoker, now: Date): NextBackupStep {
  return advanceBackup(session, { ...invoker, status: { phase: 'Ready' } }, { now });
}

/** The session with every target failed, because none of its Jobs can be made. */
function failed(session: BackupSession, invoker: BackupInvoker, why: string): BackupSession {
  const now = new Date();
  const conditions = [conditionFalse('BackupExecutorEnsured', why)];
  const targets = targetsOf(invoker).map(({ spec }) => ({ ref: spec.target?.ref ?? {}, conditions }));
  const next = { ...session, status: mergeBackupStatus(session, { targets }, { now }).status };
  return { ...next, status: advance(next, invoker, now).status };
}

/** The session of a missing invoker. */
function skipped(session: BackupSession, why: string): BackupSession {
  const conditions = [conditionTrue('BackupSkipped', why)];
  return { ...session, status: mergeBackupStatus(session, { conditions }, { now: new Date() }).status };
}

/** Writes the new status of a session, made from its status at that time. */
async function write(
  port: ClusterPort,
  key: SessionKey,
  change: (session: BackupSession, now: Date) => BackupSession,
): Promise<Either<Problems, Phase>> {
  const written = await rewriteStatus(
    port,
    { apiVersion: 'stash.appscode.com/v1beta1', kind: 'BackupSession', ...key },
    (object) => decodeBackupSession(object, { lenient: true }),
    (session, now) => {
      const { status = {} } = change(session, now);
      return right({ status, changed: JSON.stringify(status) !== JSON.stringify(session.status) });
    },
  );
  return isLeft(written) ? written : right(written.right.change.status.phase);
}

async function readInputs(port: ClusterPort, namespace: string): Promise<Either<Problems, ReadonlyArray<JsonObject>>> {
  const objects: Array<JsonObject> = [];
  for (const kind of inputKinds) {
    const collection: Collection = { ...kind, namespace };
    const list = await port.list(collection);
    if (isLeft(list)) return left(failureProblems(list.left, kind));
    objects.push(...list.right.items.map(withoutStatus));
  }
  return right(objects);
}

const inputKinds = [
  { apiVersion: 'stash.appscode.com/v1beta1', kind: 'Function' },
  { apiVersion: 'stash.appscode.com/v1beta1', kind: 'Task' },
  { apiVersion: 'stash.appscode.com/v1beta1', kind: 'BackupConfiguration' },
  { apiVersion: 'stash.appscode.com/v1beta1', kind: 'BackupBatch' },
  { apiVersion: 'stash.appscode.com/v1alpha1', kind: 'Repository' },
  { apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'AppBinding' },
];

function withoutStatus({ status: _, ...object }: JsonObject): JsonObject {
  return object;
}

function missing(session: BackupSession, kind: string, name: string): Problem {
  const message = `the ${kind} "${name}" does not exist`;
  const resource = { kind: 'BackupSession', name: session.metadata.name };
  return { code: 'missing-invoker', severity: 'error', message, path: ['spec', 'invoker', 'name'], resource };
}
