import type { ExecutionOrder } from './backup-batch.ts';
import type { Snapshotter } from './backup-configuration.ts';
import type { TargetPhase } from './backup-session.ts';
import type { Condition } from './condition.ts';
import type { RestoreHooks } from './hooks.ts';
import type { RepositoryRef } from './repository.ts';
import type { ResourceMeta } from './resource-meta.ts';
import type { HostRestoreStats, RestorePhase, RestoreTargetSpec } from './restore-session.ts';
import type { TargetRef } from './target.ts';

/** A RestoreBatch: several targets that are restored together, from one Repository; it runs once. Namespaced. */
export interface RestoreBatch {
  /** The group and version of the API. */
  readonly apiVersion: 'stash.appscode.com/v1beta1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'RestoreBatch';
  /** Name, namespace, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** What is asked for. */
  readonly spec?: RestoreBatchSpec;
  /** How far it has come. */
  readonly status?: RestoreBatchStatus;
}

/** What a {@link RestoreBatch} asks for. */
export interface RestoreBatchSpec {
  /** What took the backups; `Restic` where it is absent. */
  readonly driver?: Snapshotter;
  /** The Repository that the data comes from. */
  readonly repository?: RepositoryRef;
  /** The targets, each with its own Task and settings. */
  readonly members?: ReadonlyArray<RestoreTargetSpec>;
  /** Whether the members are restored at once or one after the other; `Parallel` where it is absent. */
  readonly executionOrder?: ExecutionOrder;
  /** What happens before the first and after the last member. */
  readonly hooks?: RestoreHooks;
  /** After how long the restore counts as failed: a duration as Go writes it, `30m`. */
  readonly timeOut?: string;
}

/** How far a {@link RestoreBatch} has come. */
export interface RestoreBatchStatus {
  /** The state of the restore. */
  readonly phase?: RestorePhase;
  /** How long it took: a duration as Go writes it. */
  readonly sessionDuration?: string;
  /** When it counts as failed if it is not done by then, RFC 3339. */
  readonly sessionDeadline?: string;
  /** What was observed of the batch as a whole. */
  readonly conditions?: ReadonlyArray<Condition>;
  /** The state of each member. */
  readonly members?: ReadonlyArray<RestoreMemberStatus>;
}

/** How far the restore of one member of a batch has come. */
export interface RestoreMemberStatus {
  /** The target of the member. */
  readonly ref: TargetRef;
  /** What was observed of the member. */
  readonly conditions?: ReadonlyArray<Condition>;
  /** How many hosts are restored for it, int32. */
  readonly totalHosts?: number;
  /** The state of the member. */
  readonly phase?: TargetPhase;
  /** The outcome of each host. */
  readonly stats?: ReadonlyArray<HostRestoreStats>;
}
