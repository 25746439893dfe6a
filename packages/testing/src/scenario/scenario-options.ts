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
 * What a backup and a restore scenario have in common. Only `manifests` must be given; every resource has defaults, and
 * an {@link Override} of any of its fields.
 */
export interface ScenarioOptions extends Omit<PlanInput, 'appBindings' | 'manifests' | 'repository'> {
  /** The Functions and Tasks under test: what `readManifestFiles` or `loadManifests` gives. */
  readonly manifests: Manifests | Either<Problems<ScenarioProblemCode>, Manifests>;
  /** The Task that runs; may be left out where there is one only. */
  readonly task?: string;
  /**
   * A Function that runs without its Task, as the only step of a Task of its own; may be left out where there is one only,
   * and no Task. Each volume that it mounts is then an emptyDir.
   */
  readonly function?: string;
  /** Params of the invoker, which win over those of steps and over built-in variables. */
  readonly params?: Readonly<Record<string, string>>;
  /** Where the data is stored; `s3` where it is absent. */
  readonly backend?: BackendName;
  /** The namespace of every resource; `demo` where it is absent. */
  readonly namespace?: string;
  /** Fields over the Repository's. */
  readonly repository?: Override<Repository>;
  /** Fields over those of the AppBinding `orders`, a PostgreSQL database, that is there where the target is one. */
  readonly appBinding?: Override<AppBinding>;
}

/** What {@link backupScenario} may be told. */
export interface BackupScenarioOptions extends ScenarioOptions, Pick<BackupPlanInput, 'nodeName' | 'podName'> {
  /**
   * Fields over those of the BackupConfiguration, which keeps the last five snapshots, or, with `kind: 'BackupBatch'`, of
   * a BackupBatch of one member.
   */
  readonly invoker?: Override<BackupConfiguration> | Override<BackupBatch>;
  /** What is backed up; `PersistentVolumeClaim` where it is absent. */
  readonly target?: TargetName;
  /** Fields over the BackupSession's. */
  readonly session?: Override<BackupSession>;
  /** Fields over the retention policy's: `{ keepLast: null, keepDaily: 7 }`. */
  readonly retention?: Override<RetentionPolicy>;
}

/** What {@link restoreScenario} may be told. */
export interface RestoreScenarioOptions extends ScenarioOptions {
  /** What is restored; `PersistentVolumeClaim` where it is absent. There is no restore without a target. */
  readonly target?: Exclude<TargetName, 'none'>;
  /**
   * Fields over those of the RestoreSession, which restores the latest snapshot, or, with `kind: 'RestoreBatch'`, of a
   * RestoreBatch of one member.
   */
  readonly invoker?: Override<RestoreSession> | Override<RestoreBatch>;
}
