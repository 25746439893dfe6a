import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '@stash-functions/core/decode';
import type { V1Job } from '../kubernetes/job.ts';
import type { V1PersistentVolumeClaim } from '../kubernetes/persistent-volume-claim.ts';
import type { V1ClusterRoleBinding, V1Role, V1RoleBinding } from '../kubernetes/rbac.ts';
import type { V1ServiceAccount } from '../kubernetes/service-account.ts';

/** Everything that has to exist in a cluster for a backup or a restore to run: plain data, ready to apply. */
export interface Plan {
  /** All objects in an order in which they can be applied: what others refer to comes first, Jobs come last. */
  readonly objects: ReadonlyArray<KubernetesObject>;
  /** The Jobs among them, in the order of members and replicas. */
  readonly jobs: ReadonlyArray<V1Job>;
  /** What is not wrong but worth a look. */
  readonly warnings: ReadonlyArray<Problem>;
}

/** An object that a plan can hold; `kind` tells them apart. */
export type KubernetesObject =
  | V1ServiceAccount
  | V1Role
  | V1RoleBinding
  | V1ClusterRoleBinding
  | V1PersistentVolumeClaim
  | V1Job;

/** Two different objects of one identity, of which a cluster could hold only one. */
export interface NameConflict {
  readonly kind: KubernetesObject['kind'];
  readonly name: string;
}

/** The objects, each once, the members' parts put together in apply order, and those that cannot stand side by side. */
export function mergeObjects(objects: ReadonlyArray<KubernetesObject>): {
  readonly objects: ReadonlyArray<KubernetesObject>;
  readonly conflicts: ReadonlyArray<NameConflict>;
} {
  const byKind = new Map(applyOrder.map((kind) => [kind, new Map<string, KubernetesObject>()]));
  const conflicts: Array<NameConflict> = [];
  for (const object of objects) {
    const { namespace = '', name = '' } = object.metadata;
    const ofKind = byKind.get(object.kind);
    const other = ofKind?.get(`${namespace}/${name}`);
    if (other === undefined) ofKind?.set(`${namespace}/${name}`, object);
    else if (!isDeepStrictEqual(other, object)) conflicts.push({ kind: object.kind, name });
  }
  return { objects: [...byKind.values()].flatMap((ofKind) => [...ofKind.values()]), conflicts };
}

/** Kinds in the order in which they are applied. */
const applyOrder: ReadonlyArray<KubernetesObject['kind']> = [
  'ServiceAccount',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'PersistentVolumeClaim',
  'Job',
];
