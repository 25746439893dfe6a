import type { AdmissionOptions } from '@stash-functions/k8s-adapter/admission';

/** Everything that a review may look up beside its resource, kept up to date. */
export interface Library {
  /** Gives the current options for a review. */
  readonly current: () => AdmissionOptions;
  /** Gives the reason why the library is not complete yet; undefined once it is. */
  readonly unready: () => string | undefined;
  /** Stops keeping it up to date. */
  readonly stop: () => void;
}

/** The library without resources: each resource is checked alone. */
export const noLibrary: Library = { current: () => ({}), unready: () => undefined, stop: () => undefined };
