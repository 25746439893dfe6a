import type { Volume } from '../kubernetes/volume.ts';
import type { Param } from './param.ts';
import type { ResourceMeta } from './resource-meta.ts';

/**
 * A Task: the Functions of a backup or restore in the order in which they run, their parameters, and the volumes that
 * they share.
 *
 * Cluster-scoped, without a status. Every string of it may hold `${VARIABLE}` placeholders.
 */
export interface TaskResource {
  /** The group and version of the API. */
  readonly apiVersion: 'stash.appscode.com/v1beta1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'Task';
  /** Name, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The steps and volumes. */
  readonly spec?: TaskSpec;
}

/** What a {@link TaskResource} does. */
export interface TaskSpec {
  /** The Functions in the order in which they run; the last one reports the outcome. */
  readonly steps?: ReadonlyArray<FunctionRef>;
  /** The volumes of the pod, which the Functions mount by name. */
  readonly volumes?: ReadonlyArray<Volume>;
}

/** One step of a Task: a Function and what it is called with. */
export interface FunctionRef {
  /** The name of the Function. */
  readonly name?: string;
  /** Values for variables of the Function; a built-in variable of the same name wins over them. */
  readonly params?: ReadonlyArray<Param>;
}
