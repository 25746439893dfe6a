import type { Problem } from '@stash-functions/core/decode';
import type { ResolvedTask } from '@stash-functions/templating';
import type { V1Job } from '../kubernetes/job.ts';
import type { V1PersistentVolumeClaim } from '../kubernetes/persistent-volume-claim.ts';
import type { V1ClusterRoleBinding, V1Role, V1RoleBinding } from '../kubernetes/rbac.ts';
import type { V1ServiceAccount } from '../kubernetes/service-account.ts';
import type { PlanProblemCode } from '../problem/adapter-problem-code.ts';

/** Everything that a backup or a restore needs in a cluster: plain data, ready to apply. */
export interface Plan {
  /** All objects in an order to apply them in: each comes after those that it refers to, and Jobs come last. */
  readonly objects: ReadonlyArray<KubernetesObject>;
  /** The Jobs among the objects, in the order of members and replicas. */
  readonly jobs: ReadonlyArray<V1Job>;
  /** The source of each Job, in the same order. */
  readonly runs: ReadonlyArray<PlannedRun>;
  /** Problems that do not stop the plan, but are worth a look. */
  readonly warnings: ReadonlyArray<Problem<PlanProblemCode>>;
}

/** A Job of a plan and its Task: `explain(run.task)` needs nothing else. */
export interface PlannedRun {
  /** One of {@link Plan.jobs}. */
  readonly job: V1Job;
  /** The Task as the Job sees it, with the variables that it was resolved with. */
  readonly task: ResolvedTask;
  /** The place of the member in its batch, from 0; 0 for an invoker of one target. */
  readonly member: number;
  /** The replica, from 0, where a restore makes claims for each one. */
  readonly ordinal?: number;
}

/** An object that a plan can hold; `kind` tells them apart. */
export type KubernetesObject =
  | V1ServiceAccount
  | V1Role
  | V1RoleBinding
  | V1ClusterRoleBinding
  | V1PersistentVolumeClaim
  | V1Job;

/** The identity of an object in a plan: its kind, namespace and name. */
export function identityOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name ?? ''}`;
}

/** The kinds in the order in which they are applied. */
export const applyOrder: ReadonlyArray<KubernetesObject['kind']> = [
  'ServiceAccount',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'PersistentVolumeClaim',
  'Job',
];
