import type { FunctionResource } from '@stash-functions/core/decode';

/** What lint may be told of where a Function or Task is used. */
export interface LintOptions {
  /** Whether it is used in backups or in restores. Without it a variable of either counts as known. */
  readonly occasion?: 'backup' | 'restore' | undefined;
  /** The version of the cluster, `1.24`: what Kubernetes has removed since is no finding there. Default: the newest. */
  readonly kubernetesVersion?: string | undefined;
}

/** What {@link lintTask} needs beside the Task. */
export interface LintTaskOptions extends LintOptions {
  /** The Functions by name: `functions` of loaded manifests, or a Map of your own. */
  readonly functions: ReadonlyMap<string, FunctionResource>;
  /** Names of Functions that the cluster has beside those. Default: those that the Stash operator itself installs. */
  readonly installedFunctions?: ReadonlyArray<string> | undefined;
}

/** What {@link lintManifests} may be told of the cluster that the manifests are for. */
export interface LintManifestsOptions extends LintOptions {
  /** Names of Functions that the cluster has beside the manifests. Default: those that the Stash operator itself installs. */
  readonly installedFunctions?: ReadonlyArray<string> | undefined;
  /** Names of Tasks that the cluster has beside the manifests. Default: those that the Stash operator itself installs. */
  readonly installedTasks?: ReadonlyArray<string> | undefined;
}

export { operatorFunctions, operatorTasks } from '@stash-functions/templating';
