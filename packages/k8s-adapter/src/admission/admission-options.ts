import type { Manifests, Resource } from '@stash-functions/core/decode';

/** The options of a review. */
export interface AdmissionOptions {
  /**
   * The resources of the cluster, as from an operator's caches. The review looks there for the resources that this one
   * names, and for those that name it. Without them it looks at the resource alone.
   */
  readonly manifests?: Manifests | undefined;
  /**
   * The kinds of which `manifests` holds every resource of the cluster; by default all. Only for these is a name that
   * is not among them worth a warning.
   */
  readonly completeKinds?: ReadonlyArray<Resource['kind']> | undefined;
}
