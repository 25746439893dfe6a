import type {
  BackupBatch,
  BackupConfiguration,
  BackupSession,
  BackupSessionStatus,
  Condition,
  RestoreBatch,
  RestoreSession,
  TargetRef,
} from '@stash-functions/core';

/** The time of the tests. */
export const now: Date = new Date('2026-05-04T10:00:00Z');

/** A claim as a target, by its name. */
export function claim(name: string, namespace = 'shop'): TargetRef {
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace };
}

/** An earlier condition. */
export function condition(type: string, status: string): Condition {
  return { type, status, reason: `${type}${status}`, message: '', lastTransitionTime: '2026-05-04T09:00:00Z' };
}

/** A session of the batch `nightly`. It has a target for each name, with this number of hosts. */
export function backupSession(
  hosts: Readonly<Record<string, number>>,
  status: BackupSessionStatus = {},
): BackupSession {
  return {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'BackupSession',
    metadata: { name: 'nightly-1', namespace: 'shop', uid: 'u-1', creationTimestamp: '2026-05-04T09:30:00Z' },
    spec: { invoker: { apiGroup: 'stash.appscode.com', kind: 'BackupBatch', name: 'nightly' } },
    status: {
      phase: 'Running',
      targets: Object.entries(hosts).map(([name, totalHosts]) => ({ ref: claim(name), totalHosts, phase: 'Running' })),
      ...status,
    },
  };
}

/** The batch of these targets. */
export function backupBatch(names: ReadonlyArray<string>): BackupBatch {
  return {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'BackupBatch',
    metadata: { name: 'nightly', namespace: 'shop' },
    spec: {
      repository: { name: 'vault' },
      retentionPolicy: { name: 'keep', keepLast: 7, prune: true },
      members: names.map((name) => ({ target: { ref: claim(name) } })),
    },
    status: { phase: 'Ready' },
  };
}

/** A BackupConfiguration of the claim `media`. */
export function backupConfiguration(spec: Partial<BackupConfiguration['spec']> = {}): BackupConfiguration {
  return {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'BackupConfiguration',
    metadata: { name: 'nightly', namespace: 'shop' },
    spec: {
      repository: { name: 'vault' },
      retentionPolicy: { name: 'keep', keepLast: 7, prune: true },
      target: { ref: claim('media') },
      ...spec,
    },
    status: { phase: 'Ready' },
  };
}

/** A restore of the claim `media` that has begun. */
export function restoreSession(totalHosts = 1): RestoreSession {
  return {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'RestoreSession',
    metadata: { name: 'back', namespace: 'shop', uid: 'u-2', creationTimestamp: '2026-05-04T09:30:00Z' },
    spec: { repository: { name: 'vault' }, target: { ref: claim('media') } },
    status: { phase: 'Running', totalHosts, conditions: [condition('RestoreTargetFound', 'True')] },
  };
}

/** A restore of several claims that has begun. */
export function restoreBatch(hosts: Readonly<Record<string, number>>): RestoreBatch {
  return {
    apiVersion: 'stash.appscode.com/v1beta1',
    kind: 'RestoreBatch',
    metadata: { name: 'all-back', namespace: 'shop', uid: 'u-3', creationTimestamp: '2026-05-04T09:30:00Z' },
    spec: {
      repository: { name: 'vault' },
      members: Object.keys(hosts).map((name) => ({ target: { ref: claim(name) } })),
    },
    status: {
      phase: 'Running',
      conditions: [condition('RepositoryFound', 'True')],
      members: Object.entries(hosts).map(([name, totalHosts]) => ({
        ref: claim(name),
        totalHosts,
        phase: 'Running',
        conditions: [condition('RestoreTargetFound', 'True')],
      })),
    },
  };
}
