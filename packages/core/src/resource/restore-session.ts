import type { Either } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { array } from '../codec/array.ts';
import { dateTime } from '../codec/date-time.ts';
import type { DecodeOptions } from '../codec/decode-with.ts';
import { int32 } from '../codec/integer.ts';
import { literal, string } from '../codec/primitive.ts';
import { extend, type Struct, struct } from '../codec/struct.ts';
import type { DecodeProblemCode } from '../problem/core-problem-code.ts';
import type { Problems } from '../problem/problem.ts';
import { Snapshotter } from './backup-configuration.ts';
import { Condition } from './condition.ts';
import { decodeKind, readKind } from './decode-kind.ts';
import { EmptyDirSettings } from './empty-dir-settings.ts';
import { RestoreHooks } from './hooks.ts';
import type { InvokerKind } from './kind.ts';
import { TaskRef } from './param.ts';
import { PersistentVolumeClaim } from './persistent-volume-claim.ts';
import { RepositoryRef } from './repository.ts';
import { ResourceMeta } from './resource-meta.ts';
import { RuntimeSettings } from './runtime-settings.ts';
import { RestoreRule, RestoreTarget } from './target.ts';

/** A RestoreSession: a target to restore, a Repository and a Task. It runs once. Namespaced. */
export interface RestoreSession {
  /** The group and version of the API. */
  readonly apiVersion: 'stash.appscode.com/v1beta1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'RestoreSession';
  /** Name, namespace, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The request. */
  readonly spec?: RestoreSessionSpec;
  /** The progress. */
  readonly status?: RestoreSessionStatus;
}

/** The request of a {@link RestoreSession}. */
export interface RestoreSessionSpec extends RestoreTargetSpec {
  /** The way the backup was taken; `Restic` where it is absent. */
  readonly driver?: Snapshotter;
  /** The Repository that the data comes from. */
  readonly repository?: RepositoryRef;
  /** The former place of `target.rules`, which it replaces where both are given. */
  readonly rules?: ReadonlyArray<RestoreRule>;
  /** The time after which the restore counts as failed: a duration as Go writes it, `30m`. */
  readonly timeOut?: string;
}

/** The restore of one target: the fields that a RestoreSession and a member of a RestoreBatch share. */
export interface RestoreTargetSpec {
  /** The Task that restores the target. */
  readonly task?: TaskRef;
  /** The place to restore to, and the snapshots. */
  readonly target?: RestoreTarget;
  /** Settings of the pod and its containers. */
  readonly runtimeSettings?: RuntimeSettings;
  /** The temporary directory of the pod. */
  readonly tempDir?: EmptyDirSettings;
  /** A claim for data that is too large for the temporary directory; there is none where it is absent. */
  readonly interimVolumeTemplate?: PersistentVolumeClaim;
  /** Actions before and after. */
  readonly hooks?: RestoreHooks;
}

/** The progress of a {@link RestoreSession}. */
export interface RestoreSessionStatus {
  /** The state of the restore. */
  readonly phase?: RestorePhase;
  /** The number of hosts that are restored, int32. */
  readonly totalHosts?: number;
  /** The time that it took: a duration as Go writes it. */
  readonly sessionDuration?: string;
  /** The time at which it counts as failed unless it is done, RFC 3339. */
  readonly sessionDeadline?: string;
  /** The outcome of each host. */
  readonly stats?: ReadonlyArray<HostRestoreStats>;
  /** Observations during the work. */
  readonly conditions?: ReadonlyArray<Condition>;
}

/** The state of a restore; `Invalid` where its request makes no sense. */
export type RestorePhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown' | 'Invalid';

/** The outcome of the restore of one host. */
export interface HostRestoreStats {
  /** The host that was restored. */
  readonly hostname?: string;
  /** `Running`, `Succeeded`, `Failed`, or `Unknown` where nothing is known of it. */
  readonly phase?: 'Succeeded' | 'Failed' | 'Running' | 'Unknown';
  /** The time that it took: a duration as Go writes it. */
  readonly duration?: string;
  /** The error, where it failed. */
  readonly error?: string;
}

/** The codec of {@link RestoreTargetSpec:type}. */
export const RestoreTargetSpec: Struct<RestoreTargetSpec> = struct(
  'RestoreTargetSpec',
  {},
  {
    task: TaskRef,
    target: RestoreTarget,
    runtimeSettings: RuntimeSettings,
    tempDir: EmptyDirSettings,
    interimVolumeTemplate: PersistentVolumeClaim,
    hooks: RestoreHooks,
  },
);

/** The codec of {@link RestoreSessionSpec:type}. */
export const RestoreSessionSpec: Struct<RestoreSessionSpec> = extend(
  'RestoreSessionSpec',
  RestoreTargetSpec,
  {},
  {
    driver: Snapshotter,
    repository: RepositoryRef,
    rules: array(RestoreRule),
    timeOut: string,
  },
);

/** The codec of {@link HostRestoreStats:type}. */
export const HostRestoreStats: Struct<HostRestoreStats> = struct(
  'HostRestoreStats',
  {},
  {
    hostname: string,
    phase: literal('Succeeded', 'Failed', 'Running', 'Unknown'),
    duration: string,
    error: string,
  },
);

/** The codec of {@link RestorePhase:type}. */
export const RestorePhase: t.Type<RestorePhase> = literal(
  'Pending',
  'Running',
  'Succeeded',
  'Failed',
  'Unknown',
  'Invalid',
);

/** The codec of {@link RestoreSessionStatus:type}. */
export const RestoreSessionStatus: Struct<RestoreSessionStatus> = struct(
  'RestoreSessionStatus',
  {},
  {
    phase: RestorePhase,
    totalHosts: int32,
    sessionDuration: string,
    sessionDeadline: dateTime,
    stats: array(HostRestoreStats),
    conditions: array(Condition),
  },
);

/** The codec of {@link RestoreSession:type}. */
export const RestoreSession: Struct<RestoreSession> = struct(
  'RestoreSession',
  {
    apiVersion: literal('stash.appscode.com/v1beta1'),
    kind: literal('RestoreSession'),
    metadata: ResourceMeta,
  },
  {
    spec: RestoreSessionSpec,
    status: RestoreSessionStatus,
  },
);

/**
 * The facts about the kind. They stand apart from its codec, so that a program that decodes nothing does not bundle the
 * codec.
 */
export const restoreSessionFacts = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'RestoreSession',
  plural: 'restoresessions',
  shortNames: ['restore'],
  scope: 'Namespaced',
  hasStatus: true,
  collection: 'restoreSessions',
  occasion: 'restore',
  isBatch: false,
} as const;

/** The entry of the kind. */
export const restoreSessionKind: InvokerKind<RestoreSession, 'restoreSessions', 'restore', false> = {
  ...restoreSessionFacts,
  codec: RestoreSession,
  read: (input, options) => readKind(restoreSessionKind, input, options),
};

/**
 * Reads a RestoreSession from an object, such as parsed JSON or YAML. It refuses what an API server with the CRD
 * refuses under strict field validation, and reports everything wrong at once.
 *
 * Problems: those of the codecs, `wrong-kind`, `unknown-kind`, `invalid-name`, `invalid-metadata`.
 */
export function decodeRestoreSession(
  input: unknown,
  options?: DecodeOptions,
): Either<Problems<DecodeProblemCode>, RestoreSession> {
  return decodeKind(restoreSessionKind, input, options);
}
