import type { RulesFor } from '@stash-functions/core/decode';

/**
 * How long a run waits for what may still come right, in milliseconds. A Job itself waits for ever, and its conditions
 * never tell.
 */
export interface StuckLimits {
  /** For a node that takes the pod: 5 minutes, in which a cluster may add one. */
  readonly unschedulable: number;
  /** For a pod that the API server refuses, for a quota or a policy or a missing ServiceAccount: 5 minutes, too. */
  readonly podCreate: number;
  /** For an image that can't be pulled: 1 minute of the kubelet's own attempts. */
  readonly imagePull: number;
  /**
   * For the Secret or ConfigMap that a container or a volume names, a hostPath of another type, and whatever else keeps a
   * container from being created: 1 minute.
   */
  readonly containerCreate: number;
  /** For volumes that are attached, a sandbox, a kubelet that takes the pod up: 5 minutes, for all of it may be slow. */
  readonly podStart: number;
  /**
   * For what somebody holds back on purpose: a Job that is suspended or left to another controller (`managedBy`), a pod
   * with scheduling gates. Without end unless told; a warning says so.
   */
  readonly held: number;
}

/** The limits of a run, in milliseconds. */
export interface RunLimits extends StuckLimits {
  /**
   * For everything that is left to do once it is known how the Job has ended: the pods' last states, the rest of the
   * logs, the last lines of the outcome: 30 seconds together. The time that a reader takes for itself does not count.
   */
  readonly logs: number;
}

/** The limits of a run that is told none. */
export const defaultStuckLimits: StuckLimits = {
  unschedulable: 300_000,
  podCreate: 300_000,
  imagePull: 60_000,
  containerCreate: 60_000,
  podStart: 300_000,
  held: Number.POSITIVE_INFINITY,
};

/** Limits as a caller gives them. */
export type OptionalLimits = { readonly [Name in keyof RunLimits]?: RunLimits[Name] | undefined };

/** The rules for {@link RunLimits} as options. */
export const runLimitsRules: RulesFor<RunLimits> = {
  unschedulable: 'number',
  podCreate: 'number',
  imagePull: 'number',
  containerCreate: 'number',
  podStart: 'number',
  held: 'number',
  logs: 'number',
};

/** Fills in what is not given. */
export function runLimits(given: OptionalLimits = {}): RunLimits {
  return {
    unschedulable: given.unschedulable ?? defaultStuckLimits.unschedulable,
    podCreate: given.podCreate ?? defaultStuckLimits.podCreate,
    imagePull: given.imagePull ?? defaultStuckLimits.imagePull,
    containerCreate: given.containerCreate ?? defaultStuckLimits.containerCreate,
    podStart: given.podStart ?? defaultStuckLimits.podStart,
    held: given.held ?? defaultStuckLimits.held,
    logs: given.logs ?? 30_000,
  };
}
