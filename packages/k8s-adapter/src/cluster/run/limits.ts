import type { RulesFor } from '@stash-functions/core/decode';

/**
 * The times that a run waits for an obstacle to pass, in milliseconds. A Job itself waits for ever, and its conditions
 * never say so.
 */
export interface StuckLimits {
  /** Until a node takes the pod; by default 5 minutes, in which a cluster may add a node. */
  readonly unschedulable: number;
  /**
   * Until the API server takes the pod, which a quota, a policy or a missing ServiceAccount may prevent; by default 5
   * minutes.
   */
  readonly podCreate: number;
  /** Until an image can be pulled; by default 1 minute, in which the kubelet tries again. */
  readonly imagePull: number;
  /**
   * Until the container can be created: a Secret or ConfigMap may be missing, or a hostPath be of another type. By
   * default 1 minute.
   */
  readonly containerCreate: number;
  /**
   * Until volumes are attached, the sandbox is made and the kubelet takes the pod up; by default 5 minutes, because all
   * of it may be slow.
   */
  readonly podStart: number;
  /**
   * Until somebody releases a Job or pod that is held back on purpose; by default without end, with a warning. Such a
   * Job is suspended or left to another controller (`managedBy`), or its pod has scheduling gates.
   */
  readonly held: number;
}

/** The limits of a run, in milliseconds. */
export interface RunLimits extends StuckLimits {
  /**
   * For everything that is left to do after the end of the Job: the pods' last states, the rest of the logs, the last
   * lines of the outcome. By default 30 seconds together. The time that a reader takes for itself does not count.
   */
  readonly logs: number;
}

/** The limits of a run without options. */
export const defaultStuckLimits: StuckLimits = {
  unschedulable: 300_000,
  podCreate: 300_000,
  imagePull: 60_000,
  containerCreate: 60_000,
  podStart: 300_000,
  held: Number.POSITIVE_INFINITY,
};

/** Limits as options. */
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

/** Fills in the limits that are not given. */
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
