import type { Either } from 'fp-ts/lib/Either.js';
import { array } from '../codec/array.ts';
import { dateTime } from '../codec/date-time.ts';
import type { DecodeOptions } from '../codec/decode-with.ts';
import { int32 } from '../codec/integer.ts';
import { literal, string } from '../codec/primitive.ts';
import { type Struct, struct } from '../codec/struct.ts';
import type { DecodeProblemCode } from '../problem/core-problem-code.ts';
import type { Problems } from '../problem/problem.ts';
import type { ExecutionOrder } from './backup-batch.ts';
import { Snapshotter } from './backup-configuration.ts';
import { TargetPhase } from './backup-session.ts';
import { Condition } from './condition.ts';
import { decodeKind, readKind } from './decode-kind.ts';
import { RestoreHooks } from './hooks.ts';
import type { InvokerKind } from './kind.ts';
import { RepositoryRef } from './repository.ts';
import { ResourceMeta } from './resource-meta.ts';
import { HostRestoreStats, RestorePhase, RestoreTargetSpec } from './restore-session.ts';
import { TargetRef } from './target.ts';

/** A RestoreBatch: several targets that are restored together from one Repository. It runs once. Namespaced. */
export interface RestoreBatch {
  /** The group and version of the API. */
  readonly apiVersion: 'stash.appscode.com/v1beta1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'RestoreBatch';
  /** Name, namespace, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The request. */
  readonly spec?: RestoreBatchSpec;
  /** The progress. */
  readonly status?: RestoreBatchStatus;
}

/** The request of a {@link RestoreBatch}. */
export interface RestoreBatchSpec {
  /** The way the backups were taken; `Restic` where it is absent. */
  readonly driver?: Snapshotter;
  /** The Repository that the data comes from. */
  readonly repository?: RepositoryRef;
  /** The targets, each with its own Task and settings. */
  readonly members?: ReadonlyArray<RestoreTargetSpec>;
  /** The order of the members: `Parallel` (default) for all at once, or `Sequential`. */
  readonly executionOrder?: ExecutionOrder;
  /** Actions before the first and after the last member. */
  readonly hooks?: RestoreHooks;
  /** The time after which the restore counts as failed: a duration as Go writes it, `30m`. */
  readonly timeOut?: string;
}

/** The progress of a {@link RestoreBatch}. */
export interface RestoreBatchStatus {
  /** The state of the restore. */
  readonly phase?: RestorePhase;
  /** The time that it took: a duration as Go writes it. */
  readonly sessionDuration?: string;
  /** The time at which it counts as failed unless it is done, RFC 3339. */
  readonly sessionDeadline?: string;
  /** Observations of the batch as a whole. */
  readonly conditions?: ReadonlyArray<Condition>;
  /** The state of each member. */
  readonly members?: ReadonlyArray<RestoreMemberStatus>;
}

/** The progress of the restore of one member of a batch. */
export interface RestoreMemberStatus {
  /** The target of the member. */
  readonly ref: TargetRef;
  /** Observations of the member. */
  readonly conditions?: ReadonlyArray<Condition>;
  /** The number of hosts that are restored for it, int32. */
  readonly totalHosts?: number;
  /** The state of the member. */
  readonly phase?: TargetPhase;
  /** The outcome of each host. */
  readonly stats?: ReadonlyArray<HostRestoreStats>;
}

/** The codec of {@link RestoreBatchSpec:type}. */
export const RestoreBatchSpec: Struct<RestoreBatchSpec> = struct(
  'RestoreBatchSpec',
  {},
  {
    driver: Snapshotter,
    repository: RepositoryRef,
    members: array(RestoreTargetSpec),
    executionOrder: string,
    hooks: RestoreHooks,
    timeOut: string,
  },
);

/** The codec of {@link RestoreMemberStatus:type}. */
export const RestoreMemberStatus: Struct<RestoreMemberStatus> = struct(
  'RestoreMemberStatus',
  {
    ref: TargetRef,
  },
  {
    conditions: array(Condition),
    totalHosts: int32,
    phase: TargetPhase,
    stats: array(HostRestoreStats),
  },
);

/** The codec of {@link RestoreBatchStatus:type}. */
export const RestoreBatchStatus: Struct<RestoreBatchStatus> = struct(
  'RestoreBatchStatus',
  {},
  {
    phase: RestorePhase,
    sessionDuration: string,
    sessionDeadline: dateTime,
    conditions: array(Condition),
    members: array(RestoreMemberStatus),
  },
);

/** The codec of {@link RestoreBatch:type}. */
export const RestoreBatch: Struct<RestoreBatch> = struct(
  'RestoreBatch',
  {
    apiVersion: literal('stash.appscode.com/v1beta1'),
    kind: literal('RestoreBatch'),
    metadata: ResourceMeta,
  },
  {
    spec: RestoreBatchSpec,
    status: RestoreBatchStatus,
  },
);

/**
 * The facts about the kind. They stand apart from its codec, so that a program that decodes nothing does not bundle the
 * codec.
 */
export const restoreBatchFacts = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'RestoreBatch',
  plural: 'restorebatches',
  shortNames: [],
  scope: 'Namespaced',
  hasStatus: true,
  collection: 'restoreBatches',
  occasion: 'restore',
  isBatch: true,
} as const;

/** The entry of the kind. */
export const restoreBatchKind: InvokerKind<RestoreBatch, 'restoreBatches', 'restore', true> = {
  ...restoreBatchFacts,
  codec: RestoreBatch,
  read: (input, options) => readKind(restoreBatchKind, input, options),
};

/**
 * Reads a RestoreBatch from an object, such as parsed JSON or YAML. It refuses what an API server with the CRD refuses
 * under strict field validation, and reports everything wrong at once.
 *
 * Problems: those of the codecs, `wrong-kind`, `unknown-kind`, `invalid-name`, `invalid-metadata`.
 */
export function decodeRestoreBatch(
  input: unknown,
  options?: DecodeOptions,
): Either<Problems<DecodeProblemCode>, RestoreBatch> {
  return decodeKind(restoreBatchKind, input, options);
}
