import type { Snapshotter } from './backup-configuration.ts';
import type { Condition } from './condition.ts';
import type { EmptyDirSettings } from './empty-dir-settings.ts';
import type { RestoreHooks } from './hooks.ts';
import type { TaskRef } from './param.ts';
import type { PersistentVolumeClaim } from './persistent-volume-claim.ts';
import type { RepositoryRef } from './repository.ts';
import type { ResourceMeta } from './resource-meta.ts';
import type { RuntimeSettings } from './runtime-settings.ts';
import type { RestoreTarget, Rule } from './target.ts';

/** A RestoreSession: what is restored, where from and how; it runs once. Namespaced. */
export interface RestoreSession {
  /** The group and version of the API. */
  readonly apiVersion: 'stash.appscode.com/v1beta1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'RestoreSession';
  /** Name, namespace, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** What is asked for. */
  readonly spec?: RestoreSessionSpec;
  /** How far it has come. */
  readonly status?: RestoreSessionStatus;
}

/** What a {@link RestoreSession} asks for. */
export interface RestoreSessionSpec extends RestoreTargetSpec {
  /** What took the backup; `Restic` where it is absent. */
  readonly driver?: Snapshotter;
  /** The Repository that the data comes from. */
  readonly repository?: RepositoryRef;
  /** The former place of `target.rules`, which it replaces where both are given. */
  readonly rules?: ReadonlyArray<Rule>;
  /** After how long the restore counts as failed: a duration as Go writes it, `30m`. */
  readonly timeOut?: string;
}

/** How one target is restored: what a RestoreSession and a member of a RestoreBatch have in common. */
export interface RestoreTargetSpec {
  /** The Task that restores the target. */
  readonly task?: TaskRef;
  /** What is restored. */
  readonly target?: RestoreTarget;
  /** Settings of the pod and its containers. */
  readonly runtimeSettings?: RuntimeSettings;
  /** The temporary directory of the pod. */
  readonly tempDir?: EmptyDirSettings;
  /** A claim for data that is too large for the temporary directory; there is none where it is absent. */
  readonly interimVolumeTemplate?: PersistentVolumeClaim;
  /** What happens before and after. */
  readonly hooks?: RestoreHooks;
}

/** How far a {@link RestoreSession} has come. */
export interface RestoreSessionStatus {
  /** The state of the restore. */
  readonly phase?: RestorePhase;
  /** How many hosts are restored, int32. */
  readonly totalHosts?: number;
  /** How long it took: a duration as Go writes it. */
  readonly sessionDuration?: string;
  /** When it counts as failed if it is not done by then, RFC 3339. */
  readonly sessionDeadline?: string;
  /** The outcome of each host. */
  readonly stats?: ReadonlyArray<HostRestoreStats>;
  /** What was observed on the way. */
  readonly conditions?: ReadonlyArray<Condition>;
}

/** The state of a restore; `Invalid` where what it asks for makes no sense. */
export type RestorePhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown' | 'Invalid';

/** The outcome of the restore of one host. */
export interface HostRestoreStats {
  /** The host that was restored. */
  readonly hostname?: string;
  /** Whether it went well. */
  readonly phase?: 'Succeeded' | 'Failed' | 'Running' | 'Unknown';
  /** How long it took: a duration as Go writes it. */
  readonly duration?: string;
  /** What went wrong. */
  readonly error?: string;
}
