import type { BackupTarget, RestoreTarget } from '@stash-functions/core';

/** The kinds of target that a scenario has defaults for; `none` is for an invoker without one. */
export type TargetName = 'AppBinding' | 'DaemonSet' | 'Deployment' | 'none' | 'PersistentVolumeClaim' | 'StatefulSet';

/** All of {@link TargetName}. */
export const targetNames: ReadonlyArray<TargetName> = [
  'PersistentVolumeClaim',
  'AppBinding',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'none',
];

/** The name of the target in every scenario, and of its AppBinding. */
export const targetName = 'orders';

/** The target of a backup; undefined for `none`. */
export function backupTargetOf(name: TargetName): BackupTarget | undefined {
  const ref = refs[name];
  if (ref === undefined) return undefined;
  return name === 'AppBinding' ? { ref } : { ref, volumeMounts: [dataMount], paths: [dataMount.mountPath] };
}

/** The target of a restore, from the latest snapshot. */
export function restoreTargetOf(name: Exclude<TargetName, 'none'>): RestoreTarget {
  const ref = refs[name] ?? {};
  const rules = [{ snapshots: ['latest'] }];
  return name === 'AppBinding' ? { ref, rules } : { ref, volumeMounts: [dataMount], rules };
}

const dataMount = { name: 'data', mountPath: '/stash-data' };

const refs: Readonly<Record<TargetName, BackupTarget['ref']>> = {
  PersistentVolumeClaim: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: targetName },
  AppBinding: { apiVersion: 'appcatalog.appscode.com/v1alpha1', kind: 'AppBinding', name: targetName },
  Deployment: { apiVersion: 'apps/v1', kind: 'Deployment', name: targetName },
  StatefulSet: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: targetName },
  DaemonSet: { apiVersion: 'apps/v1', kind: 'DaemonSet', name: targetName },
  none: undefined,
};
