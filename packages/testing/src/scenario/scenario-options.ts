import type {
  AppBinding,
  BackendName,
  BackupBatch,
  BackupConfiguration,
  BackupSession,
  Manifests,
  Problems,
  Repository,
  RestoreBatch,
  RestoreSession,
  RetentionPolicy,
} from '@stash-functions/core';
import type { BackupPlanInput, PlanInput } from '@stash-functions/k8s-adapter';
import type { Either } from 'fp-ts/lib/Either.js';
import type { ScenarioProblemCode } from '../testing-problem-code.ts';
import type { Override } from './override.ts';
import type { TargetName } from './targets.ts';

/**
 * The options that a backup and a restore scenario share. Only `manifests` must be given. Every resource has defaults,
 * and an {@link Override} can change any of its fields.
 */
export interface ScenarioOptions extends Omit<PlanInput, 'appBindings' | 'manifests' | 'repository'> {
  /** The Functions and Tasks under test, as `readManifestFiles` or `loadManifests` gives them. */
  readonly manifests: Manifests | Either<Problems<ScenarioProblemCode>, Manifests>;
  /** The Task to run. It may be left out where there is only one. */
  readonly task?: string;
  /**
   * A Function to run without its Task, as the only step of a Task of its own. It may be left out where there is only
   * one Function, and no Task. Each volume that it mounts is then an emptyDir.
   */
  readonly function?: string;
  /** Params of the invoker. They win over those of steps and over built-in variables. */
  readonly params?: Readonly<Record<string, string>>;
  /** The backend that stores the data; by default `s3`. */
  readonly backend?: BackendName;
  /** The namespace of every resource; by default `demo`. */
  readonly namespace?: string;
  /** Fields to change in the Repository. */
  readonly repository?: Override<Repository>;
  /**
   * Fields to change in the AppBinding `orders`, a PostgreSQL database. It exists where the target is an AppBinding.
   */
  readonly appBinding?: Override<AppBinding>;
}

/** The options of {@link backupScenario}. */
export interface BackupScenarioOptions extends ScenarioOptions, Pick<BackupPlanInput, 'nodeName' | 'podName'> {
  /**
   * Fields to change in the BackupConfiguration, which keeps the last five snapshots. With `kind: 'BackupBatch'` they
   * change a BackupBatch of one member.
   */
  readonly invoker?: Override<BackupConfiguration> | Override<BackupBatch>;
  /** The target of the backup; by default `PersistentVolumeClaim`. */
  readonly target?: TargetName;
  /** Fields to change in the BackupSession. */
  readonly session?: Override<BackupSession>;
  /** Fields to change in the retention policy: `{ keepLast: null, keepDaily: 7 }`. */
  readonly retention?: Override<RetentionPolicy>;
}

/** The options of {@link restoreScenario}. */
export interface RestoreScenarioOptions extends ScenarioOptions {
  /** The target of the restore; by default `PersistentVolumeClaim`. There is no restore without a target. */
  readonly target?: Exclude<TargetName, 'none'>;
  /**
   * Fields to change in the RestoreSession, which restores the latest snapshot. With `kind: 'RestoreBatch'` they change
   * a RestoreBatch of one member.
   */
  readonly invoker?: Override<RestoreSession> | Override<RestoreBatch>;
}
