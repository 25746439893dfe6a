import type { AdmissionOptions } from '@stash-functions/k8s-adapter/admission';

/** Everything that stands beside a resource under review, kept up to date. */
export interface Library {
  /** What a review is made with, as it is now. */
  readonly current: () => AdmissionOptions;
  /** Why it cannot be relied on yet; undefined where it can. */
  readonly unready: () => string | undefined;
  /** Lets go of what keeps it up to date. */
  readonly stop: () => void;
}

/** No library: each resource is looked at alone. */
export const noLibrary: Library = { current: () => ({}), unready: () => undefined, stop: () => undefined };
