import type { Condition } from './condition.ts';
import type { EmptyDirSettings } from './empty-dir-settings.ts';
import type { BackupHooks } from './hooks.ts';
import type { TaskRef } from './param.ts';
import type { PersistentVolumeClaim } from './persistent-volume-claim.ts';
import type { RepositoryRef } from './repository.ts';
import type { ResourceMeta } from './resource-meta.ts';
import type { RetentionPolicy } from './retention-policy.ts';
import type { RetryConfig } from './retry-config.ts';
import type { RuntimeSettings } from './runtime-settings.ts';
import type { BackupTarget } from './target.ts';

/** A BackupConfiguration: what is backed up, where to, when and how. Namespaced. */
export interface BackupConfiguration {
  /** The group and version of the API. */
  readonly apiVersion: 'stash.appscode.com/v1beta1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'BackupConfiguration';
  /** Name, namespace, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** What is asked for. */
  readonly spec?: BackupConfigurationSpec;
  /** What the operator makes of it. */
  readonly status?: BackupConfigurationStatus;
}

/** What a {@link BackupConfiguration} asks for. */
export interface BackupConfigurationSpec extends BackupConfigurationTemplateSpec {
  /** What takes the backup; `Restic` where it is absent. */
  readonly driver?: Snapshotter;
  /** The Repository that the data goes to. */
  readonly repository?: RepositoryRef;
  /** When to back up: a cron expression of five fields. */
  readonly schedule?: string;
  /** Whether scheduled backups are held back. */
  readonly paused?: boolean;
  /** How many finished BackupSessions are kept, int32. */
  readonly backupHistoryLimit?: number;
  /** Which snapshots are kept. */
  readonly retentionPolicy: RetentionPolicy;
  /** After how long a backup counts as failed: a duration as Go writes it, `30m`. */
  readonly timeOut?: string;
  /** What happens after a failure. */
  readonly retryConfig?: RetryConfig;
}

/** How one target is backed up: what a BackupConfiguration and a member of a BackupBatch have in common. */
export interface BackupConfigurationTemplateSpec {
  /** The Task that backs the target up. */
  readonly task?: TaskRef;
  /** What is backed up. */
  readonly target?: BackupTarget;
  /** Settings of the pod and its containers. */
  readonly runtimeSettings?: RuntimeSettings;
  /** The temporary directory of the pod. */
  readonly tempDir?: EmptyDirSettings;
  /** A claim for data that is too large for the temporary directory; there is none where it is absent. */
  readonly interimVolumeTemplate?: PersistentVolumeClaim;
  /** What happens before and after. */
  readonly hooks?: BackupHooks;
}

/** What takes a backup: restic, or snapshots of volumes by their CSI driver. */
export type Snapshotter = 'Restic' | 'VolumeSnapshotter';

/** What the operator makes of a {@link BackupConfiguration}. */
export interface BackupConfigurationStatus {
  /** The generation of the spec that this is about, int64. */
  readonly observedGeneration?: number;
  /** What was observed on the way. */
  readonly conditions?: ReadonlyArray<Condition>;
  /** Whether backups can be taken. */
  readonly phase?: BackupInvokerPhase;
}

/** Whether an invoker can take backups; `Invalid` where what it asks for makes no sense. */
export type BackupInvokerPhase = 'Invalid' | 'Ready' | 'NotReady';
