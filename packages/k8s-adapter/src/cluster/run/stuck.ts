import type { FailureReason } from './job-event.ts';
import type { ObservedJob } from './observed-job.ts';
import type { ObservedContainer, ObservedPod } from './observed-pod.ts';

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
  /** For the Secret or ConfigMap that a container names, and whatever else keeps it from being created: 1 minute. */
  readonly containerCreate: number;
}

/** The limits of a run that is told none. */
export const defaultStuckLimits: StuckLimits = {
  unschedulable: 300_000,
  podCreate: 300_000,
  imagePull: 60_000,
  containerCreate: 60_000,
};

/** Why a pod can come to nothing. */
export interface Stuck {
  readonly reason: FailureReason;
  readonly message: string;
  /** The container that it is about. */
  readonly step?: string;
  /** Of a container that failed. */
  readonly exitCode?: number;
  /** Milliseconds for which it must have been so; 0 where nothing can help. */
  readonly limit: number;
}

/** Whether a pod stands still in a way that its Job does not notice. */
export function stuckReason(pod: ObservedPod, job: ObservedJob, limits: StuckLimits): Stuck | undefined {
  if (pod.node === undefined && pod.unschedulable !== undefined) {
    return {
      reason: 'unschedulable',
      message: `no node takes the pod: ${pod.unschedulable}`,
      limit: limits.unschedulable,
    };
  }
  for (const container of pod.containers) {
    const found = failedInit(container, job) ?? waitingFor(container, limits);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Why a Job without a pod stands still: what the Job controller could not make, as its Warning event says. */
export function podNotCreated(message: string, limits: StuckLimits): Stuck {
  return { reason: 'pod-not-created', message: `the pod can not be made: ${message}`, limit: limits.podCreate };
}

function failedInit({ name, isInit, isSidecar, state }: ObservedContainer, job: ObservedJob): Stuck | undefined {
  if (!isInit || isSidecar || state.type !== 'ended' || state.end.exitCode === 0 || !job.isSingleAttempt)
    return undefined;
  const { exitCode, reason } = state.end;
  const message = `the step "${name}" failed with exit code ${exitCode} (${reason})`;
  return { reason: 'step-failed', message, step: name, exitCode, limit: 0 };
}

function waitingFor({ name, state }: ObservedContainer, limits: StuckLimits): Stuck | undefined {
  if (state.type !== 'waiting') return undefined;
  const detail = state.message === '' ? state.reason : `${state.reason}: ${state.message}`;
  switch (state.reason) {
    case 'ErrImagePull':
    case 'ImagePullBackOff':
    case 'ImageInspectError':
    case 'RegistryUnavailable':
      return imageNotPulled(name, detail, limits.imagePull);
    case 'InvalidImageName':
    case 'ErrImageNeverPull':
      return imageNotPulled(name, detail, 0);
    case 'CreateContainerConfigError':
    case 'CreateContainerError':
    case 'RunContainerError':
      return {
        reason: 'container-not-created',
        message: `the container of the step "${name}" can not be created: ${detail}`,
        step: name,
        limit: limits.containerCreate,
      };
    default:
      return undefined;
  }
}

function imageNotPulled(step: string, detail: string, limit: number): Stuck {
  return {
    reason: 'image-not-pulled',
    message: `the image of the step "${step}" can not be pulled: ${detail}`,
    step,
    limit,
  };
}
