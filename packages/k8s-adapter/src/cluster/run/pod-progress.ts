import type { JobEvent } from './job-event.ts';
import type { ObservedJob } from './observed-job.ts';
import type { ContainerState, ObservedContainer, ObservedPod } from './observed-pod.ts';
import { advanceStep, hasFailed, hasSucceeded, loseStep, newStep, type StepProgress } from './step-progress.ts';
import { isOwnContainer, type Stuck } from './stuck.ts';

/** The progress of a pod. */
export interface PodProgress {
  readonly name: string;
  readonly isScheduled: boolean;
  /** True once the pod has left the cluster. */
  readonly isGone: boolean;
  /** The time at which somebody first asked for its deletion, in milliseconds since the epoch. */
  readonly deletedAt?: number;
  /** Its condition DisruptionTarget: who takes the pod away, and why. */
  readonly disruption?: string;
  /** The reason why the pod failed as a whole, where it did. */
  readonly failure?: PodFailure;
  readonly phase: string;
  /** The latest observation of the pod. */
  readonly observed: ObservedPod;
  /** The Job's own containers, init containers first. */
  readonly steps: ReadonlyArray<StepProgress>;
  /** The containers that someone else added. */
  readonly foreign: ReadonlyArray<ForeignContainer>;
  /** The obstacle that stops it, and since when, in milliseconds since the epoch. */
  readonly stuck?: { readonly stuck: Stuck; readonly since: number };
}

/** The reason why a pod was failed from outside: `Evicted`, `OutOfcpu`, `DeadlineExceeded`. */
export interface PodFailure {
  readonly reason: string;
  readonly message: string;
}

/** A container that is not in the Job's template, as that of a service mesh or a secret agent. */
export interface ForeignContainer {
  readonly name: string;
  readonly isInit: boolean;
  readonly isSidecar: boolean;
  readonly state: ContainerState;
}

/** The progress of a pod after an observation, and the events to tell. */
export interface PodTransition {
  readonly pod: PodProgress;
  readonly events: ReadonlyArray<JobEvent>;
}

/** Takes in an observation of a pod. It may be the first, the last, or an old one. */
export function advancePod(known: PodProgress | undefined, observed: ObservedPod, job: ObservedJob): PodTransition {
  const events: Array<JobEvent> = [];
  if (known?.isScheduled !== true && observed.node !== undefined) {
    events.push({ type: 'pod-scheduled', pod: observed.name, node: observed.node });
  }
  const own = observed.containers.filter(({ name }) => isOwnContainer(job, name));
  const steps = own.map((container, index) => {
    const before = known?.steps.find(({ name }) => name === container.name) ?? newStep(container, index);
    const transition = advanceStep(before, container, observed.name);
    events.push(...transition.events);
    return transition.progress;
  });
  const deletedAt = earliest(known?.deletedAt, observed.deletedAt);
  const disruption = observed.disruption ?? known?.disruption;
  const failure = failureOf(observed) ?? known?.failure;
  const pod: PodProgress = {
    name: observed.name,
    isScheduled: known?.isScheduled === true || observed.node !== undefined,
    isGone: false,
    phase: observed.phase,
    observed,
    steps,
    foreign: observed.containers.filter(({ name }) => !isOwnContainer(job, name)).map(foreignOf),
    ...(deletedAt === undefined ? {} : { deletedAt }),
    ...(disruption === undefined ? {} : { disruption }),
    ...(failure === undefined ? {} : { failure }),
    ...(known?.stuck === undefined ? {} : { stuck: known.stuck }),
  };
  return { pod, events };
}

/** Takes in that nothing more will be heard of a pod: it is gone, or the run is over before its end. */
export function losePod(pod: PodProgress, isGone: boolean): PodTransition {
  const lost = pod.steps.map((step) => loseStep(step, pod.name, isGone ? 'PodLost' : 'Unknown'));
  const { stuck: _, ...rest } = pod;
  return {
    pod: { ...rest, isGone: isGone || pod.isGone, steps: lost.map(({ progress }) => progress) },
    events: lost.flatMap((one) => one.events),
  };
}

/** The step that has failed for good by itself, and not because its pod was taken away. */
export function failedStep(pod: PodProgress): StepProgress | undefined {
  return pod.steps.find((step) => hasFailed(step) && !isTakenAway(pod, step));
}

/** True once every step has done its work; sidecars have none. */
export function isWorkDone(pod: PodProgress): boolean {
  const work = pod.steps.filter(({ isSidecar }) => !isSidecar);
  return work.length > 0 && work.every(hasSucceeded);
}

/** The foreign containers that run on and keep the pod from completing. The kubelet stops sidecars itself. */
export function runningForeign(pod: PodProgress): ReadonlyArray<ForeignContainer> {
  return pod.foreign.filter(({ isInit, state }) => !isInit && state.type !== 'ended');
}

/** True for a pod that goes on: it has not ended, and nobody has taken it away. */
export function isLive(pod: PodProgress): boolean {
  return !pod.isGone && pod.deletedAt === undefined && pod.phase !== 'Failed' && pod.phase !== 'Succeeded';
}

/**
 * True where the pod was taken away under a step. A step that ended before anybody asked for the pod's deletion ended
 * by itself, whatever came after.
 */
function isTakenAway(pod: PodProgress, { end }: StepProgress): boolean {
  if (pod.failure !== undefined || pod.disruption !== undefined) return true;
  if (pod.deletedAt === undefined) return false;
  const finishedAt = end?.finishedAt === undefined ? Number.NaN : Date.parse(end.finishedAt);
  // Times are whole seconds: a step that ended within the second of the deletion ended by it.
  if (finishedAt >= pod.deletedAt) return true;
  // A pod whose last observation comes first has the time of its removal, not that of its deletion. Its containers were
  // killed.
  const isKilled = end !== undefined && killed.has(end.exitCode) && end.reason !== 'OOMKilled';
  return isKilled && pod.deletedAt - finishedAt <= removalGrace;
}

/** Exit codes of SIGKILL and SIGTERM. */
const killed: ReadonlySet<number> = new Set([137, 143]);
const removalGrace = 5000;

function failureOf({ phase, reason, message = '' }: ObservedPod): PodFailure | undefined {
  return phase === 'Failed' && reason !== undefined ? { reason, message } : undefined;
}

function foreignOf({ name, isInit, isSidecar, state }: ObservedContainer): ForeignContainer {
  return { name, isInit, isSidecar, state };
}

function earliest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}
