import type { Either } from 'fp-ts/lib/Either.js';
import { array } from '../codec/array.ts';
import type { DecodeOptions } from '../codec/decode-with.ts';
import { int32, int64 } from '../codec/integer.ts';
import type { LiteralUnion } from '../codec/literal-union.ts';
import { boolean, literal, string } from '../codec/primitive.ts';
import { type Struct, struct } from '../codec/struct.ts';
import type { DecodeProblemCode } from '../problem/core-problem-code.ts';
import type { Problems } from '../problem/problem.ts';
import { BackupConfigurationTemplateSpec, BackupInvokerPhase, Snapshotter } from './backup-configuration.ts';
import { Condition } from './condition.ts';
import { decodeKind, readKind } from './decode-kind.ts';
import { BackupHooks } from './hooks.ts';
import type { InvokerKind } from './kind.ts';
import { RepositoryRef } from './repository.ts';
import { ResourceMeta } from './resource-meta.ts';
import { RetentionPolicy } from './retention-policy.ts';
import { RetryConfig } from './retry-config.ts';
import { RuntimeSettings } from './runtime-settings.ts';
import { TargetRef } from './target.ts';

/** A BackupBatch: several targets that are backed up together, to one Repository. Namespaced. */
export interface BackupBatch {
  /** The group and version of the API. */
  readonly apiVersion: 'stash.appscode.com/v1beta1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'BackupBatch';
  /** Name, namespace, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The request. */
  readonly spec?: BackupBatchSpec;
  /** The state, as the operator writes it. */
  readonly status?: BackupBatchStatus;
}

/** The request of a {@link BackupBatch}. */
export interface BackupBatchSpec {
  /** The way to take the backups; `Restic` where it is absent. */
  readonly driver?: Snapshotter;
  /** The targets, each with its own Task and settings. */
  readonly members?: ReadonlyArray<BackupConfigurationTemplateSpec>;
  /** The order of the members: `Parallel` (default) for all at once, or `Sequential`. */
  readonly executionOrder?: ExecutionOrder;
  /** The Repository that the data goes to. */
  readonly repository?: RepositoryRef;
  /** The times to back up: a cron expression of five fields. */
  readonly schedule?: string;
  /** True to suspend scheduled backups. Default false. */
  readonly paused?: boolean;
  /** The number of finished BackupSessions to keep, int32. */
  readonly backupHistoryLimit?: number;
  /** Settings of the Jobs and CronJobs that are not a member's own. */
  readonly runtimeSettings?: RuntimeSettings;
  /** The rules by which snapshots are kept. */
  readonly retentionPolicy: RetentionPolicy;
  /** Actions before the first and after the last member. */
  readonly hooks?: BackupHooks;
  /** The time after which a backup counts as failed: a duration as Go writes it, `1h30m`. */
  readonly timeOut?: string;
  /** The reaction to a failure; no second try where it is absent. */
  readonly retryConfig?: RetryConfig;
}

/** The order of a batch's members. The API takes any string and treats all others as `Parallel`. */
export type ExecutionOrder = LiteralUnion<'Parallel' | 'Sequential'>;

/** The state of a {@link BackupBatch}, as the operator writes it. */
export interface BackupBatchStatus {
  /** The generation of the spec that this is about, int64. */
  readonly observedGeneration?: number;
  /** Observations of the batch as a whole. */
  readonly conditions?: ReadonlyArray<Condition>;
  /** Observations of each member. */
  readonly memberConditions?: ReadonlyArray<MemberConditions>;
  /** The state: `Ready` where backups can be taken. */
  readonly phase?: BackupInvokerPhase;
}

/** Observations of one member of a batch. */
export interface MemberConditions {
  /** The target of the member. */
  readonly target: TargetRef;
  /** The observations. */
  readonly conditions?: ReadonlyArray<Condition>;
}

/** The codec of {@link BackupBatchSpec:type}. */
export const BackupBatchSpec: Struct<BackupBatchSpec> = struct(
  'BackupBatchSpec',
  {
    retentionPolicy: RetentionPolicy,
  },
  {
    driver: Snapshotter,
    members: array(BackupConfigurationTemplateSpec),
    executionOrder: string,
    repository: RepositoryRef,
    schedule: string,
    paused: boolean,
    backupHistoryLimit: int32,
    runtimeSettings: RuntimeSettings,
    hooks: BackupHooks,
    timeOut: string,
    retryConfig: RetryConfig,
  },
);

/** The codec of {@link MemberConditions:type}. */
export const MemberConditions: Struct<MemberConditions> = struct(
  'MemberConditions',
  {
    target: TargetRef,
  },
  {
    conditions: array(Condition),
  },
);

/** The codec of {@link BackupBatchStatus:type}. */
export const BackupBatchStatus: Struct<BackupBatchStatus> = struct(
  'BackupBatchStatus',
  {},
  {
    observedGeneration: int64,
    conditions: array(Condition),
    memberConditions: array(MemberConditions),
    phase: BackupInvokerPhase,
  },
);

/** The codec of {@link BackupBatch:type}. */
export const BackupBatch: Struct<BackupBatch> = struct(
  'BackupBatch',
  {
    apiVersion: literal('stash.appscode.com/v1beta1'),
    kind: literal('BackupBatch'),
    metadata: ResourceMeta,
  },
  {
    spec: BackupBatchSpec,
    status: BackupBatchStatus,
  },
);

/**
 * The facts about the kind. They stand apart from its codec, so that a program that decodes nothing does not bundle the
 * codec.
 */
export const backupBatchFacts = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'BackupBatch',
  plural: 'backupbatches',
  shortNames: [],
  scope: 'Namespaced',
  hasStatus: true,
  collection: 'backupBatches',
  occasion: 'backup',
  isBatch: true,
} as const;

/** The entry of the kind. */
export const backupBatchKind: InvokerKind<BackupBatch, 'backupBatches', 'backup', true> = {
  ...backupBatchFacts,
  codec: BackupBatch,
  read: (input, options) => readKind(backupBatchKind, input, options),
};

/**
 * Reads a BackupBatch from an object, such as parsed JSON or YAML. It refuses what an API server with the CRD refuses
 * under strict field validation, and reports everything wrong at once.
 *
 * Problems: those of the codecs, `wrong-kind`, `unknown-kind`, `invalid-name`, `invalid-metadata`.
 */
export function decodeBackupBatch(
  input: unknown,
  options?: DecodeOptions,
): Either<Problems<DecodeProblemCode>, BackupBatch> {
  return decodeKind(backupBatchKind, input, options);
}
