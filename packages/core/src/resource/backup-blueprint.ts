import type { EmptyDirSettings } from './empty-dir-settings.ts';
import type { BackupHooks } from './hooks.ts';
import type { TaskRef } from './param.ts';
import type { PersistentVolumeClaim } from './persistent-volume-claim.ts';
import type { RepositorySpec } from './repository.ts';
import type { ResourceMeta } from './resource-meta.ts';
import type { RetentionPolicy } from './retention-policy.ts';
import type { RetryConfig } from './retry-config.ts';
import type { RuntimeSettings } from './runtime-settings.ts';

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

/** What a {@link BackupBlueprint} makes: the fields of a Repository, then those of a BackupConfiguration. */
export interface BackupBlueprintSpec extends RepositorySpec {
  /** The namespace of the Repository that is made; the one of the target where it is absent. */
  readonly repoNamespace?: string;
  /** The namespace of the BackupConfiguration that is made; the one of the target where it is absent. */
  readonly backupNamespace?: string;
  /** When to back up: a cron expression of five fields. */
  readonly schedule?: string;
  /** The Task that backs the target up. */
  readonly task?: TaskRef;
  /** Which snapshots are kept. */
  readonly retentionPolicy: RetentionPolicy;
  /** Settings of the pod and its containers. */
  readonly runtimeSettings?: RuntimeSettings;
  /** The temporary directory of the pod. */
  readonly tempDir?: EmptyDirSettings;
  /** A claim for data that is too large for the temporary directory; there is none where it is absent. */
  readonly interimVolumeTemplate?: PersistentVolumeClaim;
  /** What happens before and after. */
  readonly hooks?: BackupHooks;
  /** How many finished BackupSessions are kept, int32. */
  readonly backupHistoryLimit?: number;
  /** After how long a backup counts as failed: a duration as Go writes it, `30m`. */
  readonly timeOut?: string;
  /** What happens after a failure. */
  readonly retryConfig?: RetryConfig;
}
