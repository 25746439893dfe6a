import type { FunctionResource, RulesFor } from '@stash-functions/core/decode';

/** Facts for lint about the use of a Function or Task. */
export interface LintOptions {
  /** The occasion on which it is used: backups or restores. Without it, a variable of either counts as known. */
  readonly occasion?: 'backup' | 'restore' | undefined;
  /**
   * The version of the cluster, `1.24`. Things that Kubernetes removed later are no finding then. Default: the newest
   * version.
   */
  readonly kubernetesVersion?: string | undefined;
}

/** The input that {@link lintTask} needs beside the Task. */
export interface LintTaskOptions extends LintOptions {
  /** The Functions by name: `functions` of loaded manifests, or a Map of your own. */
  readonly functions: ReadonlyMap<string, FunctionResource>;
  /** The names of further Functions that the cluster has. Default: those that the Stash operator itself installs. */
  readonly installedFunctions?: ReadonlyArray<string> | undefined;
}

/** Facts for {@link lintManifests} about the cluster that the manifests are for. */
export interface LintManifestsOptions extends LintOptions {
  /**
   * The names of Functions that the cluster has beside the manifests. Default: those that the Stash operator itself
   * installs.
   */
  readonly installedFunctions?: ReadonlyArray<string> | undefined;
  /**
   * The names of Tasks that the cluster has beside the manifests. Default: those that the Stash operator itself
   * installs.
   */
  readonly installedTasks?: ReadonlyArray<string> | undefined;
  /**
   * Tells the resources and the objects of other APIs that findings may be about; the others are there because these refer
   * to them. Default: all.
   */
  readonly only?: ((subject: object) => boolean) | undefined;
}

/** The rules of {@link LintOptions}. */
export const lintRules: RulesFor<LintOptions> = {
  occasion: { oneOf: ['backup', 'restore'] },
  kubernetesVersion: 'text',
};

/** The rules of {@link LintTaskOptions}. */
export const lintTaskRules: RulesFor<LintTaskOptions> = {
  ...lintRules,
  functions: 'object',
  installedFunctions: 'list',
};

/** The rules of {@link LintManifestsOptions}. */
export const lintManifestsRules: RulesFor<LintManifestsOptions> = {
  ...lintRules,
  installedFunctions: 'list',
  installedTasks: 'list',
  only: 'function',
};

export { operatorFunctions, operatorTasks } from '@stash-functions/templating';
