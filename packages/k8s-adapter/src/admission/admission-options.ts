import type { Manifests, Resource } from '@stash-functions/core/decode';

/** What a review is made with. */
export interface AdmissionOptions {
  /**
   * What stands in the cluster beside the resource, as an operator's caches have it: what the resource names is looked
   * up there, and so is what names the resource. Without it a resource is looked at alone.
   */
  readonly manifests?: Manifests | undefined;
  /**
   * The kinds of which `manifests` holds every resource there is, so that a name which is not among them is worth a
   * warning. Default: every kind.
   */
  readonly completeKinds?: ReadonlyArray<Resource['kind']> | undefined;
}
