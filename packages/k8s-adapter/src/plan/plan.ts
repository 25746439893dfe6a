import type { Problem } from '@stash-functions/core/decode';
import type { ResolvedTask } from '@stash-functions/templating';
import type { V1Job } from '../kubernetes/job.ts';
import type { V1PersistentVolumeClaim } from '../kubernetes/persistent-volume-claim.ts';
import type { V1ClusterRoleBinding, V1Role, V1RoleBinding } from '../kubernetes/rbac.ts';
import type { V1ServiceAccount } from '../kubernetes/service-account.ts';
import type { PlanProblemCode } from '../problem/adapter-problem-code.ts';

/** Everything that has to exist in a cluster for a backup or a restore to run: plain data, ready to apply. */
export interface Plan {
  /** All objects in an order in which they can be applied: what others refer to comes first, Jobs come last. */
  readonly objects: ReadonlyArray<KubernetesObject>;
  /** The Jobs among them, in the order of members and replicas. */
  readonly jobs: ReadonlyArray<V1Job>;
  /** What each Job was made of, in the same order. */
  readonly runs: ReadonlyArray<PlannedRun>;
  /** What is not wrong but worth a look. */
  readonly warnings: ReadonlyArray<Problem<PlanProblemCode>>;
}

/** A Job of a plan, and what it runs: `explain(run.task)` needs nothing else. */
export interface PlannedRun {
  /** One of {@link Plan.jobs}. */
  readonly job: V1Job;
  /** The Task as the Job sees it, with the variables that it was resolved with. */
  readonly task: ResolvedTask;
  /** The place of the member in its batch, from 0; 0 for an invoker of one target. */
  readonly member: number;
  /** The replica, from 0, where a restore makes claims for each. */
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

/** What tells objects of a plan apart: kind, namespace and name. */
export function identityOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name ?? ''}`;
}

/** Kinds in the order in which they are applied. */
export const applyOrder: ReadonlyArray<KubernetesObject['kind']> = [
  'ServiceAccount',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'PersistentVolumeClaim',
  'Job',
];
