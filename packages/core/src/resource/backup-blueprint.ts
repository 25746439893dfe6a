import type { Either } from 'fp-ts/lib/Either.js';
import type { DecodeOptions } from '../codec/decode-with.ts';
import { int32 } from '../codec/integer.ts';
import { literal, string } from '../codec/primitive.ts';
import { extend, type Struct, struct } from '../codec/struct.ts';
import type { DecodeProblemCode } from '../problem/core-problem-code.ts';
import type { Problems } from '../problem/problem.ts';
import { decodeKind, readKind } from './decode-kind.ts';
import { EmptyDirSettings } from './empty-dir-settings.ts';
import { BackupHooks } from './hooks.ts';
import type { Kind } from './kind.ts';
import { TaskRef } from './param.ts';
import { PersistentVolumeClaim } from './persistent-volume-claim.ts';
import { RepositorySpec } from './repository.ts';
import { ResourceMeta } from './resource-meta.ts';
import { RetentionPolicy } from './retention-policy.ts';
import { RetryConfig } from './retry-config.ts';
import { RuntimeSettings } from './runtime-settings.ts';

/**
 * A BackupBlueprint: the template of a Repository and a BackupConfiguration, made for every target that names it in an
 * annotation. Cluster-scoped.
 */
export interface BackupBlueprint {
  /** The group and version of the API. */
  readonly apiVersion: 'stash.appscode.com/v1beta1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'BackupBlueprint';
  /** Name, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The template. */
  readonly spec?: BackupBlueprintSpec;
}

/** The fields of the Repository that a {@link BackupBlueprint} makes, then those of the BackupConfiguration. */
export interface BackupBlueprintSpec extends RepositorySpec {
  /** The namespace of the Repository that is made; the one of the target where it is absent. */
  readonly repoNamespace?: string;
  /** The namespace of the BackupConfiguration that is made; the one of the target where it is absent. */
  readonly backupNamespace?: string;
  /** The times to back up: a cron expression of five fields. */
  readonly schedule?: string;
  /** The Task that backs the target up. */
  readonly task?: TaskRef;
  /** The rules by which snapshots are kept. */
  readonly retentionPolicy: RetentionPolicy;
  /** Settings of the pod and its containers. */
  readonly runtimeSettings?: RuntimeSettings;
  /** The temporary directory of the pod. */
  readonly tempDir?: EmptyDirSettings;
  /** A claim for data that is too large for the temporary directory; there is none where it is absent. */
  readonly interimVolumeTemplate?: PersistentVolumeClaim;
  /** Actions before and after. */
  readonly hooks?: BackupHooks;
  /** The number of finished BackupSessions to keep, int32. */
  readonly backupHistoryLimit?: number;
  /** The time after which a backup counts as failed: a duration as Go writes it, `30m`. */
  readonly timeOut?: string;
  /** The reaction to a failure; no second try where it is absent. */
  readonly retryConfig?: RetryConfig;
}

/** The codec of {@link BackupBlueprintSpec:type}. */
export const BackupBlueprintSpec: Struct<BackupBlueprintSpec> = extend(
  'BackupBlueprintSpec',
  RepositorySpec,
  {
    retentionPolicy: RetentionPolicy,
  },
  {
    repoNamespace: string,
    backupNamespace: string,
    schedule: string,
    task: TaskRef,
    runtimeSettings: RuntimeSettings,
    tempDir: EmptyDirSettings,
    interimVolumeTemplate: PersistentVolumeClaim,
    hooks: BackupHooks,
    backupHistoryLimit: int32,
    timeOut: string,
    retryConfig: RetryConfig,
  },
);

/** The codec of {@link BackupBlueprint:type}. */
export const BackupBlueprint: Struct<BackupBlueprint> = struct(
  'BackupBlueprint',
  {
    apiVersion: literal('stash.appscode.com/v1beta1'),
    kind: literal('BackupBlueprint'),
    metadata: ResourceMeta,
  },
  {
    spec: BackupBlueprintSpec,
  },
);

/**
 * The facts about the kind. They stand apart from its codec, so that a program that decodes nothing does not bundle the
 * codec.
 */
export const backupBlueprintFacts = {
  apiVersion: 'stash.appscode.com/v1beta1',
  kind: 'BackupBlueprint',
  plural: 'backupblueprints',
  shortNames: ['bb'],
  scope: 'Cluster',
  hasStatus: false,
  collection: 'backupBlueprints',
} as const;

/** The entry of the kind. */
export const backupBlueprintKind: Kind<BackupBlueprint, 'backupBlueprints'> = {
  ...backupBlueprintFacts,
  codec: BackupBlueprint,
  read: (input, options) => readKind(backupBlueprintKind, input, options),
};

/**
 * Reads a BackupBlueprint from an object, such as parsed JSON or YAML. It refuses what an API server with the CRD
 * refuses under strict field validation, and reports everything wrong at once.
 *
 * Problems: those of the codecs, `wrong-kind`, `unknown-kind`, `invalid-name`, `invalid-metadata`, and the warning
 * `ignored-namespace`.
 */
export function decodeBackupBlueprint(
  input: unknown,
  options?: DecodeOptions,
): Either<Problems<DecodeProblemCode>, BackupBlueprint> {
  return decodeKind(backupBlueprintKind, input, options);
}
