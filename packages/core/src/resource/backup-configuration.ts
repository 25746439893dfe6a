import type { Either } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { array } from '../codec/array.ts';
import type { DecodeOptions } from '../codec/decode-with.ts';
import { int32, int64 } from '../codec/integer.ts';
import { boolean, literal, string } from '../codec/primitive.ts';
import { extend, type Struct, struct } from '../codec/struct.ts';
import type { DecodeProblemCode } from '../problem/core-problem-code.ts';
import type { Problems } from '../problem/problem.ts';
import { Condition } from './condition.ts';
import { decodeKind, readKind } from './decode-kind.ts';
import { EmptyDirSettings } from './empty-dir-settings.ts';
import { BackupHooks } from './hooks.ts';
import type { InvokerKind } from './kind.ts';
import { TaskRef } from './param.ts';
import { PersistentVolumeClaim } from './persistent-volume-claim.ts';
import { RepositoryRef } from './repository.ts';
import { ResourceMeta } from './resource-meta.ts';
import { RetentionPolicy } from './retention-policy.ts';
import { RetryConfig } from './retry-config.ts';
import { RuntimeSettings } from './runtime-settings.ts';
import { BackupTarget } from './target.ts';

/** A BackupConfiguration: a target to back up, a Repository, a schedule and a Task. Namespaced. */
export interface BackupConfiguration {
  /** The group and version of the API. */
  readonly apiVersion: 'stash.appscode.com/v1beta1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'BackupConfiguration';
  /** Name, namespace, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The request. */
  readonly spec?: BackupConfigurationSpec;
  /** The state, as the operator writes it. */
  readonly status?: BackupConfigurationStatus;
}

/** The request of a {@link BackupConfiguration}. */
export interface BackupConfigurationSpec extends BackupConfigurationTemplateSpec {
  /** The way to take the backup; `Restic` where it is absent. */
  readonly driver?: Snapshotter;
  /** The Repository that the data goes to. */
  readonly repository?: RepositoryRef;
  /** The times to back up: a cron expression of five fields. */
  readonly schedule?: string;
  /** True to suspend scheduled backups. Default false. */
  readonly paused?: boolean;
  /** The number of finished BackupSessions to keep, int32. */
  readonly backupHistoryLimit?: number;
  /** The rules by which snapshots are kept. */
  readonly retentionPolicy: RetentionPolicy;
  /** The time after which a backup counts as failed: a duration as Go writes it, `30m`. */
  readonly timeOut?: string;
  /** The reaction to a failure; no second try where it is absent. */
  readonly retryConfig?: RetryConfig;
}

/** The backup of one target: the fields that a BackupConfiguration and a member of a BackupBatch share. */
export interface BackupConfigurationTemplateSpec {
  /** The Task that backs the target up. */
  readonly task?: TaskRef;
  /** The data to back up. */
  readonly target?: BackupTarget;
  /** Settings of the pod and its containers. */
  readonly runtimeSettings?: RuntimeSettings;
  /** The temporary directory of the pod. */
  readonly tempDir?: EmptyDirSettings;
  /** A claim for data that is too large for the temporary directory; there is none where it is absent. */
  readonly interimVolumeTemplate?: PersistentVolumeClaim;
  /** Actions before and after. */
  readonly hooks?: BackupHooks;
}

/** The way to take a backup: restic, or snapshots of volumes by their CSI driver. */
export type Snapshotter = 'Restic' | 'VolumeSnapshotter';

/** The state of a {@link BackupConfiguration}, as the operator writes it. */
export interface BackupConfigurationStatus {
  /** The generation of the spec that this is about, int64. */
  readonly observedGeneration?: number;
  /** Observations during the work. */
  readonly conditions?: ReadonlyArray<Condition>;
  /** The state: `Ready` where backups can be taken. */
  readonly phase?: BackupInvokerPhase;
}

/** The state of an invoker of backups: `Ready`, `NotReady`, or `Invalid` where its request makes no sense. */
export type BackupInvokerPhase = 'Invalid' | 'Ready' | 'NotReady';

/** The codec of {@link BackupConfigurationTemplateSpec:type}. */
export const BackupConfigurationTemplateSpec: Struct<BackupConfigurationTemplateSpec> = struct(
  'BackupConfigurationTemplateSpec',
  {},
  {
    task: TaskRef,
    target: BackupTarget,
    runtimeSettings: RuntimeSettings,
    tempDir: EmptyDirSettings,
    interimVolumeTemplate: PersistentVolumeClaim,
    hooks: BackupHooks,
  },
);

/** The codec of {@link Snapshotter:type}. */
export const Snapshotter: t.Type<Snapshotter> = literal('Restic', 'VolumeSnapshotter');

/** The codec of {@link BackupConfigurationSpec:type}. */
export const BackupConfigurationSpec: Struct<BackupConfigurationSpec> = extend(
  'BackupConfigurationSpec',
  BackupConfigurationTemplateSpec,
  {
    retentionPolicy: RetentionPolicy,
  },
  {
    driver: Snapshotter,
    repository: RepositoryRef,
    schedule: string,
    paused: boolean,
    backupHistoryLimit: int32,
    timeOut: string,
    retryConfig: RetryConfig,
  },
);

/** The codec of {@link BackupInvokerPhase:type}. */
export const BackupInvokerPhase: t.Type<BackupInvokerPhase> = literal('Invalid', 'Ready', 'NotReady');

/** The codec of {@link BackupConfigurationStatus:type}. */
export const BackupConfigurationStatus: Struct<BackupConfigurationStatus> = struct(
  'BackupConfigurationStatus',
  {},
  {
    observedGeneration: int64,
    conditions: array(Condition),
    phase: BackupInvokerPhase,
  },
);

/** The codec of {@link BackupConfiguration:type}. */
export const BackupConfiguration: Struct<BackupConfiguration> = struct(
  'BackupConfiguration',
  {
    apiVersion: literal('stash.appscode.com/v1beta1'),
    kind: literal('BackupConfiguration'),
    metadata: ResourceMeta,
  },
  {
    spec: BackupConfigurationSpec,
    status: BackupConfigurationStatus,
  },
);

/**
 * The facts about the kind. They stand apart from its codec, so that a program that decodes nothing does not bundle the
 * codec.
 */
export const backupConfigurationFacts = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'BackupConfiguration',
  plural: 'backupconfigurations',
  shortNames: ['bc'],
  scope: 'Namespaced',
  hasStatus: true,
  collection: 'backupConfigurations',
  occasion: 'backup',
  isBatch: false,
} as const;

/** The entry of the kind. */
export const backupConfigurationKind: InvokerKind<BackupConfiguration, 'backupConfigurations', 'backup', false> = {
  ...backupConfigurationFacts,
  codec: BackupConfiguration,
  read: (input, options) => readKind(backupConfigurationKind, input, options),
};

/**
 * Reads a BackupConfiguration from an object, such as parsed JSON or YAML. It refuses what an API server with the CRD
 * refuses under strict field validation, and reports everything wrong at once.
 *
 * Problems: those of the codecs, `wrong-kind`, `unknown-kind`, `invalid-name`, `invalid-metadata`.
 */
export function decodeBackupConfiguration(
  input: unknown,
  options?: DecodeOptions,
): Either<Problems<DecodeProblemCode>, BackupConfiguration> {
  return decodeKind(backupConfigurationKind, input, options);
}
