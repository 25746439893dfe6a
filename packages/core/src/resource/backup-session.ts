import type { Either } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { array } from '../codec/array.ts';
import { dateTime } from '../codec/date-time.ts';
import type { DecodeOptions } from '../codec/decode-with.ts';
import { int32, int64 } from '../codec/integer.ts';
import { boolean, literal, string } from '../codec/primitive.ts';
import { type Struct, struct } from '../codec/struct.ts';
import type { DecodeProblemCode } from '../problem/core-problem-code.ts';
import type { Problems } from '../problem/problem.ts';
import { Condition } from './condition.ts';
import { decodeKind, readKind } from './decode-kind.ts';
import type { Kind } from './kind.ts';
import { ResourceMeta } from './resource-meta.ts';
import { TargetRef } from './target.ts';

/** A BackupSession: one run of a BackupConfiguration or BackupBatch. Namespaced. */
export interface BackupSession {
  /** The group and version of the API. */
  readonly apiVersion: 'stash.appscode.com/v1beta1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'BackupSession';
  /** Name, namespace, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The invoker of the run. */
  readonly spec?: BackupSessionSpec;
  /** The progress. */
  readonly status?: BackupSessionStatus;
}

/** The invoker of a {@link BackupSession}'s run. */
export interface BackupSessionSpec {
  /** The BackupConfiguration or BackupBatch. */
  readonly invoker?: BackupInvokerRef;
  /** The number of times that the run is tried again after a failure, int32. */
  readonly retryLeft?: number;
}

/** The BackupConfiguration or BackupBatch of a session, in the session's namespace. */
export interface BackupInvokerRef {
  /** `stash.appscode.com` */
  readonly apiGroup?: string;
  /** `BackupConfiguration` or `BackupBatch`. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
}

/** The progress of a {@link BackupSession}. */
export interface BackupSessionStatus {
  /** The state of the whole session. */
  readonly phase?: BackupSessionPhase;
  /** The time that it took: a duration as Go writes it. */
  readonly sessionDuration?: string;
  /** The time at which it counts as failed unless it is done, RFC 3339. */
  readonly sessionDeadline?: string;
  /** The state of each target. */
  readonly targets?: ReadonlyArray<BackupTargetStatus>;
  /** Observations of the session as a whole. */
  readonly conditions?: ReadonlyArray<Condition>;
  /** True after it was tried again. */
  readonly retried?: boolean;
  /** The time of the next try, RFC 3339. */
  readonly nextRetry?: string;
}

/** The state of a backup. */
export type BackupSessionPhase = 'Pending' | 'Skipped' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';

/** The progress of the backup of one target. */
export interface BackupTargetStatus {
  /** The target. */
  readonly ref?: TargetRef;
  /** The number of hosts that are backed up for it, int32. */
  readonly totalHosts?: number;
  /** The state of the target. */
  readonly phase?: TargetPhase;
  /** The outcome of each host. */
  readonly stats?: ReadonlyArray<HostBackupStats>;
  /** Actions of the Jobs of this target before the backup. */
  readonly preBackupActions?: ReadonlyArray<string>;
  /** Actions of the Jobs of this target after the backup. */
  readonly postBackupActions?: ReadonlyArray<string>;
  /** Observations of the target. */
  readonly conditions?: ReadonlyArray<Condition>;
}

/** The state of one target of a backup or restore. */
export type TargetPhase = 'Pending' | 'Succeeded' | 'Running' | 'Failed';

/** The outcome of the backup of one host. */
export interface HostBackupStats {
  /** The host name under which the data is filed in the repository. */
  readonly hostname?: string;
  /** `Succeeded` or `Failed`. */
  readonly phase?: 'Succeeded' | 'Failed';
  /** The snapshots that were taken. */
  readonly snapshots?: ReadonlyArray<SnapshotStats>;
  /** The time that it took: a duration as Go writes it. */
  readonly duration?: string;
  /** The error, where it failed. */
  readonly error?: string;
}

/** One snapshot that a backup took. */
export interface SnapshotStats {
  /** Its identifier in the repository. */
  readonly name?: string;
  /** The path that was backed up. */
  readonly path?: string;
  /** The size of the data with its unit, `3.408 MiB`. */
  readonly totalSize?: string;
  /** The part of it that was sent to the backend. */
  readonly uploaded?: string;
  /** The time that it took, `0:03`. */
  readonly processingTime?: string;
  /** The files of the snapshot. */
  readonly fileStats?: FileStats;
}

/** The numbers of files in a snapshot, compared with the snapshot before. */
export interface FileStats {
  /** The number of all files, int64. */
  readonly totalFiles?: number;
  /** The number of files that are new, int64. */
  readonly newFiles?: number;
  /** The number of files that have changed, int64. */
  readonly modifiedFiles?: number;
  /** The number of files that have not changed, int64. */
  readonly unmodifiedFiles?: number;
}

/** The codec of {@link BackupInvokerRef:type}. */
export const BackupInvokerRef: Struct<BackupInvokerRef> = struct(
  'BackupInvokerRef',
  {
    kind: string,
    name: string,
  },
  {
    apiGroup: string,
  },
);

/** The codec of {@link BackupSessionSpec:type}. */
export const BackupSessionSpec: Struct<BackupSessionSpec> = struct(
  'BackupSessionSpec',
  {},
  {
    invoker: BackupInvokerRef,
    retryLeft: int32,
  },
);

/** The codec of {@link FileStats:type}. */
export const FileStats: Struct<FileStats> = struct(
  'FileStats',
  {},
  {
    totalFiles: int64,
    newFiles: int64,
    modifiedFiles: int64,
    unmodifiedFiles: int64,
  },
);

/** The codec of {@link SnapshotStats:type}. */
export const SnapshotStats: Struct<SnapshotStats> = struct(
  'SnapshotStats',
  {},
  {
    name: string,
    path: string,
    totalSize: string,
    uploaded: string,
    processingTime: string,
    fileStats: FileStats,
  },
);

/** The codec of {@link HostBackupStats:type}. */
export const HostBackupStats: Struct<HostBackupStats> = struct(
  'HostBackupStats',
  {},
  {
    hostname: string,
    phase: literal('Succeeded', 'Failed'),
    snapshots: array(SnapshotStats),
    duration: string,
    error: string,
  },
);

/** The codec of {@link TargetPhase:type}. */
export const TargetPhase: t.Type<TargetPhase> = literal('Pending', 'Succeeded', 'Running', 'Failed');

/** The codec of {@link BackupTargetStatus:type}. */
export const BackupTargetStatus: Struct<BackupTargetStatus> = struct(
  'BackupTargetStatus',
  {},
  {
    ref: TargetRef,
    totalHosts: int32,
    phase: TargetPhase,
    stats: array(HostBackupStats),
    preBackupActions: array(string),
    postBackupActions: array(string),
    conditions: array(Condition),
  },
);

/** The codec of {@link BackupSessionPhase:type}. */
export const BackupSessionPhase: t.Type<BackupSessionPhase> = literal(
  'Pending',
  'Skipped',
  'Running',
  'Succeeded',
  'Failed',
  'Unknown',
);

/** The codec of {@link BackupSessionStatus:type}. */
export const BackupSessionStatus: Struct<BackupSessionStatus> = struct(
  'BackupSessionStatus',
  {},
  {
    phase: BackupSessionPhase,
    sessionDuration: string,
    sessionDeadline: dateTime,
    targets: array(BackupTargetStatus),
    conditions: array(Condition),
    retried: boolean,
    nextRetry: dateTime,
  },
);

/** The codec of {@link BackupSession:type}. */
export const BackupSession: Struct<BackupSession> = struct(
  'BackupSession',
  {
    apiVersion: literal('stash.appscode.com/v1beta1'),
    kind: literal('BackupSession'),
    metadata: ResourceMeta,
  },
  {
    spec: BackupSessionSpec,
    status: BackupSessionStatus,
  },
);

/**
 * The facts about the kind. They stand apart from its codec, so that a program that decodes nothing does not bundle the
 * codec.
 */
export const backupSessionFacts = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'BackupSession',
  plural: 'backupsessions',
  shortNames: [],
  scope: 'Namespaced',
  hasStatus: true,
  collection: 'backupSessions',
} as const;

/** The entry of the kind. */
export const backupSessionKind: Kind<BackupSession, 'backupSessions'> = {
  ...backupSessionFacts,
  codec: BackupSession,
  read: (input, options) => readKind(backupSessionKind, input, options),
};

/**
 * Reads a BackupSession from an object, such as parsed JSON or YAML. It refuses what an API server with the CRD refuses
 * under strict field validation, and reports everything wrong at once.
 *
 * Problems: those of the codecs, `wrong-kind`, `unknown-kind`, `invalid-name`, `invalid-metadata`.
 */
export function decodeBackupSession(
  input: unknown,
  options?: DecodeOptions,
): Either<Problems<DecodeProblemCode>, BackupSession> {
  return decodeKind(backupSessionKind, input, options);
}
