import type {
  AppBinding,
  BackupBatch,
  BackupConfiguration,
  BackupConfigurationTemplateSpec,
  BackupSession,
  FunctionResource,
  FunctionSpec,
  LocalBackend,
  Repository,
  RestoreSession,
  RestoreSessionSpec,
  TaskResource,
  UsagePolicy,
} from '@stash-functions/core/decode';
import type { BackupPlanInput, RestorePlanInput } from '../src/index.ts';
import { functionOf } from './resolved.ts';

const group = 'stash.appscode.com/v1beta1';
const target = { ref: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'orders-data' } };

/**
 * The input of a plan for a backup by Functions: `step0`, `step1`, ... of the Task `the-task`, for BackupConfiguration
 * `orders`.
 */
export function backupInput(
  specs: ReadonlyArray<FunctionSpec>,
  spec: Partial<NonNullable<BackupConfiguration['spec']>> = {},
  options: Partial<BackupPlanInput> = {},
): BackupPlanInput {
  const invoker: BackupConfiguration = {
    apiVersion: group,
    kind: 'BackupConfiguration',
    metadata: { name: 'orders', namespace: 'shop', uid: 'b1' },
    spec: {
      task: { name: 'the-task' },
      target,
      repository: { name: 'main' },
      retentionPolicy: { name: 'five', prune: true },
      ...spec,
    },
  };
  return { manifests: manifestsOf(specs), repository: repository(), invoker, session: sessionOf(invoker), ...options };
}

/** The input of a plan for the backup of a batch. */
export function batchInput(
  specs: ReadonlyArray<FunctionSpec>,
  members: ReadonlyArray<BackupConfigurationTemplateSpec>,
  options: Partial<BackupPlanInput> = {},
): BackupPlanInput {
  const invoker: BackupBatch = {
    apiVersion: group,
    kind: 'BackupBatch',
    metadata: { name: 'orders', namespace: 'shop', uid: 'b1' },
    spec: {
      members: members.map((member) => ({ task: { name: 'the-task' }, target, ...member })),
      repository: { name: 'main' },
      retentionPolicy: { name: 'five', prune: true },
    },
  };
  return { manifests: manifestsOf(specs), repository: repository(), invoker, session: sessionOf(invoker), ...options };
}

/** The input of a plan for the restore by RestoreSession `orders`. */
export function restoreInput(
  specs: ReadonlyArray<FunctionSpec>,
  spec: RestoreSessionSpec = {},
  options: Partial<RestorePlanInput> = {},
): RestorePlanInput {
  const invoker: RestoreSession = {
    apiVersion: group,
    kind: 'RestoreSession',
    metadata: { name: 'orders', namespace: 'shop', uid: 'r1' },
    spec: { task: { name: 'the-task' }, target, repository: { name: 'main' }, ...spec },
  };
  return { manifests: manifestsOf(specs), repository: repository(), invoker, ...options };
}

/** A Repository on S3, which other namespaces may use. */
export function repository(
  namespace = 'shop',
  usagePolicy: UsagePolicy = { allowedNamespaces: { from: 'All' } },
): Repository {
  return {
    apiVersion: 'stash.appscode.com/v1alpha1',
    kind: 'Repository',
    metadata: { name: 'main', namespace },
    spec: {
      backend: { s3: { endpoint: 's3.acme.dev', bucket: 'backups' }, storageSecretName: 'keys' },
      usagePolicy,
    },
  };
}

/** A Repository on a volume of the cluster, mounted at `/safe`. */
export function localRepository(volume: Omit<LocalBackend, 'mountPath'>): Repository {
  return { ...repository(), spec: { backend: { local: { mountPath: '/safe', ...volume } } } };
}

/** An AppBinding whose add-on names the Task. */
export function appBinding(stash: object): AppBinding {
  return {
    apiVersion: 'appcatalog.appscode.com/v1alpha1',
    kind: 'AppBinding',
    metadata: { name: 'orders-db', namespace: 'shop' },
    spec: {
      clientConfig: { url: 'postgres://orders' },
      secret: { name: 'orders-auth' },
      parameters: { apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'StashAddon', stash },
    },
  };
}

function manifestsOf(specs: ReadonlyArray<FunctionSpec>): BackupPlanInput['manifests'] {
  const functions = new Map<string, FunctionResource>(
    specs.map((spec, index) => [`step${index}`, functionOf(spec, `step${index}`)]),
  );
  const task: TaskResource = {
    apiVersion: group,
    kind: 'Task',
    metadata: { name: 'the-task' },
    spec: { steps: [...functions.keys()].map((name) => ({ name })) },
  };
  return { functions, tasks: new Map([['the-task', task]]) };
}

function sessionOf({ kind, metadata }: BackupConfiguration | BackupBatch): BackupSession {
  return {
    apiVersion: group,
    kind: 'BackupSession',
    metadata: { name: `${metadata.name}-1561974001`, namespace: 'shop', uid: 's1' },
    spec: { invoker: { apiGroup: 'stash.appscode.com', kind, name: metadata.name } },
  };
}
