import type { LiteralUnion } from '../codec/literal-union.ts';
import type { BackupConfigurationTemplateSpec, BackupInvokerPhase, Snapshotter } from './backup-configuration.ts';
import type { Condition } from './condition.ts';
import type { BackupHooks } from './hooks.ts';
import type { RepositoryRef } from './repository.ts';
import type { ResourceMeta } from './resource-meta.ts';
import type { RetentionPolicy } from './retention-policy.ts';
import type { RetryConfig } from './retry-config.ts';
import type { RuntimeSettings } from './runtime-settings.ts';
import type { TargetRef } from './target.ts';

/** A BackupBatch: several targets that are backed up together, to one Repository. Namespaced. */
export interface BackupBatch {
  /** The group and version of the API. */
  readonly apiVersion: 'stash.appscode.com/v1beta1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'BackupBatch';
  /** Name, namespace, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** What is asked for. */
  readonly spec?: BackupBatchSpec;
  /** What the operator makes of it. */
  readonly status?: BackupBatchStatus;
}

/** What a {@link BackupBatch} asks for. */
export interface BackupBatchSpec {
  /** What takes the backups; `Restic` where it is absent. */
  readonly driver?: Snapshotter;
  /** The targets, each with its own Task and settings. */
  readonly members?: ReadonlyArray<BackupConfigurationTemplateSpec>;
  /** Whether the members are backed up at once or one after the other; `Parallel` where it is absent. */
  readonly executionOrder?: ExecutionOrder;
  /** The Repository that the data goes to. */
  readonly repository?: RepositoryRef;
  /** When to back up: a cron expression of five fields. */
  readonly schedule?: string;
  /** Whether scheduled backups are held back. */
  readonly paused?: boolean;
  /** How many finished BackupSessions are kept, int32. */
  readonly backupHistoryLimit?: number;
  /** Settings of the Jobs and CronJobs that are not a member's own. */
  readonly runtimeSettings?: RuntimeSettings;
  /** Which snapshots are kept. */
  readonly retentionPolicy: RetentionPolicy;
  /** What happens before the first and after the last member. */
  readonly hooks?: BackupHooks;
  /** After how long a backup counts as failed: a duration as Go writes it, `1h30m`. */
  readonly timeOut?: string;
  /** What happens after a failure. */
  readonly retryConfig?: RetryConfig;
}

/** The order of a batch's members. The API takes any string and treats all others as `Parallel`. */
export type ExecutionOrder = LiteralUnion<'Parallel' | 'Sequential'>;

/** What the operator makes of a {@link BackupBatch}. */
export interface BackupBatchStatus {
  /** The generation of the spec that this is about, int64. */
  readonly observedGeneration?: number;
  /** What was observed of the batch as a whole. */
  readonly conditions?: ReadonlyArray<Condition>;
  /** What was observed of each member. */
  readonly memberConditions?: ReadonlyArray<MemberConditions>;
  /** Whether backups can be taken. */
  readonly phase?: BackupInvokerPhase;
}

/** What was observed of one member of a batch. */
export interface MemberConditions {
  /** The target of the member. */
  readonly target: TargetRef;
  /** The observations. */
  readonly conditions?: ReadonlyArray<Condition>;
}
