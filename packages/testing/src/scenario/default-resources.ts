import type { Param } from '@stash-functions/core';
import { backendOf } from './backends.ts';
import { override } from './override.ts';
import type { BackupScenarioOptions, RestoreScenarioOptions, ScenarioOptions } from './scenario-options.ts';
import { backupTargetOf, restoreTargetOf, targetName } from './targets.ts';

/** The Repository of a scenario, not yet decoded. */
export function repositoryObject({ backend = 's3', namespace = 'demo', repository }: ScenarioOptions): unknown {
  const base = {
    apiVersion: 'stash.appscode.com/v1alpha1',
    kind: 'Repository',
    metadata: { name: 'nightly', namespace },
    spec: { backend: backendOf(backend) },
  };
  return override(base, repository);
}

/** The AppBinding of a scenario, not yet decoded. */
export function appBindingObject({ namespace = 'demo', appBinding }: ScenarioOptions): unknown {
  const base = {
    apiVersion: 'appcatalog.appscode.com/v1alpha1',
    kind: 'AppBinding',
    metadata: { name: targetName, namespace },
    spec: {
      type: 'kubedb.com/postgres',
      version: '16.4',
      clientConfig: { service: { scheme: 'postgresql', name: targetName, port: 5432 } },
      secret: { name: `${targetName}-auth` },
    },
  };
  return override(base, appBinding);
}

/** The BackupConfiguration or BackupBatch of a scenario, not yet decoded. */
export function backupInvokerObject(options: BackupScenarioOptions, task: string): unknown {
  const { namespace = 'demo', target = 'PersistentVolumeClaim', invoker, retention } = options;
  const run = { task: taskOf(task, options), target: backupTargetOf(target) };
  const shared = {
    schedule: '0 2 * * *',
    repository: { name: 'nightly' },
    retentionPolicy: override({ name: 'keep-last-5', keepLast: 5, prune: true }, retention),
  };
  const isBatch = invoker?.kind === 'BackupBatch';
  const base = {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: isBatch ? 'BackupBatch' : 'BackupConfiguration',
    metadata: { name: invokerName, namespace, uid: '6f0d5b0a-3c52-4e2e-9a55-0d7f4c1b8e01' },
    spec: isBatch ? { ...shared, members: [run] } : { ...shared, ...run },
  };
  return withoutUndefined(override(base, invoker));
}

/** The run of a backup invoker, not yet decoded. */
export function sessionObject({ namespace = 'demo', session, invoker }: BackupScenarioOptions): unknown {
  const name = invoker?.metadata?.name ?? invokerName;
  const base = {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'BackupSession',
    metadata: {
      name: `${name}-1795399200`,
      namespace: invoker?.metadata?.namespace ?? namespace,
      uid: '6f0d5b0a-3c52-4e2e-9a55-0d7f4c1b8e02',
    },
    spec: { invoker: { apiGroup: 'stash.appscode.com', kind: invoker?.kind ?? 'BackupConfiguration', name } },
  };
  return override(base, session);
}

/** The RestoreSession or RestoreBatch of a scenario, not yet decoded. */
export function restoreInvokerObject(options: RestoreScenarioOptions, task: string): unknown {
  const { namespace = 'demo', target = 'PersistentVolumeClaim', invoker } = options;
  const run = { task: taskOf(task, options), target: restoreTargetOf(target) };
  const shared = { repository: { name: 'nightly' } };
  const isBatch = invoker?.kind === 'RestoreBatch';
  const base = {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: isBatch ? 'RestoreBatch' : 'RestoreSession',
    metadata: { name: 'restore', namespace, uid: '6f0d5b0a-3c52-4e2e-9a55-0d7f4c1b8e03' },
    spec: isBatch ? { ...shared, members: [run] } : { ...shared, ...run },
  };
  return withoutUndefined(override(base, invoker));
}

const invokerName = 'nightly';

function taskOf(name: string, { params = {} }: ScenarioOptions): unknown {
  const list = Object.entries(params)
    .filter(([, value]) => value !== undefined)
    .map(([param, value]): Param => ({ name: param, value }));
  return list.length === 0 ? { name } : { name, params: list };
}

/** An undefined field counts as absent for the decoders, as in JSON. */
function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
