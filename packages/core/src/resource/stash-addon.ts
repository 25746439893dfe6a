import type { Param } from './param.ts';

/** What stands in the parameters of an AppBinding for backups: the Tasks of the application. */
export interface StashAddon {
  /** `appcatalog.appscode.com/v1alpha1`, or that of other parameters that stand beside it. */
  readonly apiVersion?: string;
  /** `StashAddon`, or that of other parameters that stand beside it. */
  readonly kind?: string;
  /** The add-on. */
  readonly stash?: StashAddonSpec;
}

/** The add-on of an application. */
export interface StashAddonSpec {
  /** The Tasks of the application. */
  readonly addon?: StashTaskSpec;
}

/** The Tasks of an application. */
export interface StashTaskSpec {
  /** The Task that backs the application up. */
  readonly backupTask?: AddonTaskRef;
  /** The Task that restores the application. */
  readonly restoreTask?: AddonTaskRef;
}

/** A Task of an add-on, with parameters that an invoker may override one by one. */
export interface AddonTaskRef {
  /** The name of the Task; an invoker's `task.name` wins over it. */
  readonly name: string;
  /** Values for variables of the Task's Functions; an invoker's `task.params` win over them. */
  readonly params?: ReadonlyArray<Param>;
}
