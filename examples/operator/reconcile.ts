import {
  type BackupSession,
  decodeBackupSession,
  loadManifests,
  type Problem,
  type Problems,
} from '@stash-functions/core';
import { type Plan, planBackup } from '@stash-functions/k8s-adapter';
import {
  applyPlan,
  type ClusterPort,
  type Collection,
  failureProblems,
  type JsonObject,
} from '@stash-functions/k8s-adapter/cluster';
import { type Either, left, map, right } from 'fp-ts/lib/Either.js';

/** Which BackupSession. */
export interface SessionKey {
  readonly namespace: string;
  readonly name: string;
}

/** What is written into the status of a BackupSession. */
export interface SessionStatus {
  readonly phase: 'Running' | 'Succeeded' | 'Failed';
  /** Why, where it failed. */
  readonly message?: string;
}

/** Writes the status of a BackupSession. */
export type WriteStatus = (key: SessionKey, status: SessionStatus) => Promise<void>;

/**
 * Brings the cluster a step closer to what a BackupSession asks for. Level-triggered: it looks at what is there now, and
 * at nothing that it remembers, so that it does the right thing whatever was missed, and however often it is called.
 *
 * @returns the phase that the session has now, undefined where there is nothing to do; Problems where it is to be called
 * again
 */
export async function reconcile(
  port: ClusterPort,
  key: SessionKey,
  writeStatus: WriteStatus,
): Promise<Either<Problems, SessionStatus['phase'] | undefined>> {
  const target = { apiVersion: 'stash.appscode.com/v1beta1', kind: 'BackupSession', ...key };
  const found = await port.read(target);
  if (found._tag === 'Left') {
    return found.left.code === 404 ? right(undefined) : left(failureProblems(found.left, target));
  }
  const session = decodeBackupSession(found.right, { lenient: true });
  if (session._tag === 'Left') return session;
  const phase = session.right.status?.phase;
  if (phase === 'Succeeded' || phase === 'Failed' || phase === 'Skipped') return right(undefined);

  const read = await readInputs(port, key.namespace);
  if (read._tag === 'Left') return read;
  const plan = planSession(session.right, read.right);
  const status = plan._tag === 'Left' ? right(failed(plan.left)) : await applyAndLook(port, plan.right);
  if (status._tag === 'Left') return status;
  if (status.right.phase !== phase) await writeStatus(key, status.right);
  return right(status.right.phase);
}

/** What a session asks for, from the objects of the cluster; pure. */
export function planSession(session: BackupSession, objects: ReadonlyArray<object>): Either<Problems, SessionPlan> {
  const manifests = loadManifests(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  if (manifests._tag === 'Left') return manifests;
  const { backupBatches, backupConfigurations } = manifests.right;
  const { namespace = 'default' } = session.metadata;
  const { kind = 'BackupConfiguration', name = '' } = session.spec?.invoker ?? {};
  const invoker = (kind === 'BackupBatch' ? backupBatches : backupConfigurations).get(`${namespace}/${name}`);
  if (invoker === undefined) return left([missing(session, kind, name)]);
  const isSequential = invoker.kind === 'BackupBatch' && invoker.spec?.executionOrder === 'Sequential';
  return map((plan: Plan) => ({ plan, isSequential }))(planBackup({ manifests: manifests.right, invoker, session }));
}

/** What a session asks for. */
export interface SessionPlan {
  readonly plan: Plan;
  /** Whether the Jobs, one a member of a batch, run one after the other. */
  readonly isSequential: boolean;
}

async function applyAndLook(
  port: ClusterPort,
  { plan, isSequential }: SessionPlan,
): Promise<Either<Problems, SessionStatus>> {
  const fieldManager = 'backup-operator';
  const applied = await applyPlan(port, plan, { fieldManager, withoutJobs: true });
  if (applied._tag === 'Left') return applied;
  const failures: Array<string> = [];
  let isRunning = false;
  for (const job of plan.jobs) {
    const made = await applyPlan(port, { objects: [job] }, { fieldManager });
    if (made._tag === 'Left') return made;
    const { namespace = '', name = '' } = job.metadata;
    const target = { apiVersion: 'batch/v1', kind: 'Job', namespace, name };
    const found = await port.read(target);
    if (found._tag === 'Left') return left(failureProblems(found.left, target));
    const end = endOf(found.right);
    if (end === 'Failed') failures.push(name);
    if (end === 'running' && isSequential) return right({ phase: 'Running' });
    if (end === 'running') isRunning = true;
  }
  if (isRunning) return right({ phase: 'Running' });
  if (failures.length === 0) return right({ phase: 'Succeeded' });
  return right({ phase: 'Failed', message: `failed Jobs: ${failures.join(', ')}` });
}

async function readInputs(port: ClusterPort, namespace: string): Promise<Either<Problems, ReadonlyArray<JsonObject>>> {
  const objects: Array<JsonObject> = [];
  for (const kind of inputKinds) {
    const collection: Collection = { ...kind, namespace };
    const list = await port.list(collection);
    if (list._tag === 'Left') return left(failureProblems(list.left, kind));
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

function endOf(job: JsonObject): 'Complete' | 'Failed' | 'running' {
  const { status } = job;
  const conditions = isObject(status) && Array.isArray(status.conditions) ? status.conditions : [];
  const has = (type: string): boolean =>
    conditions.some((one) => isObject(one) && one.type === type && one.status === 'True');
  if (has('Complete')) return 'Complete';
  return has('Failed') ? 'Failed' : 'running';
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

function failed(problems: Problems): SessionStatus {
  return { phase: 'Failed', message: problems.map((problem) => problem.message).join('; ') };
}

function missing(session: BackupSession, kind: string, name: string): Problem {
  const message = `the ${kind} "${name}" does not exist`;
  const resource = { kind: 'BackupSession', name: session.metadata.name };
  return { code: 'missing-invoker', severity: 'error', message, path: ['spec', 'invoker', 'name'], resource };
}
