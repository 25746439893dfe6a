import type { JobEvent } from './job-event.ts';
import type { ObservedJob } from './observed-job.ts';
import type { ContainerState, ObservedContainer, ObservedPod } from './observed-pod.ts';
import { advanceStep, hasFailed, hasSucceeded, loseStep, newStep, type StepProgress } from './step-progress.ts';
import { isOwnContainer, type Stuck } from './stuck.ts';

/** How far a pod has come. */
export interface PodProgress {
  readonly name: string;
  readonly isScheduled: boolean;
  /** Whether it is not on the cluster any more. */
  readonly isGone: boolean;
  /** When somebody first asked for its deletion, milliseconds since the epoch. */
  readonly deletedAt?: number;
  /** Who takes it away, and why: its condition DisruptionTarget. */
  readonly disruption?: string;
  /** Why it was failed as a whole, for a pod that was. */
  readonly failure?: PodFailure;
  readonly phase: string;
  /** What was last seen of it. */
  readonly observed: ObservedPod;
  /** The Job's own containers, init containers first. */
  readonly steps: ReadonlyArray<StepProgress>;
  /** The containers that something else has added. */
  readonly foreign: ReadonlyArray<ForeignContainer>;
  /** What keeps it from going on, and since when, milliseconds since the epoch. */
  readonly stuck?: { readonly stuck: Stuck; readonly since: number };
}

/** Why a pod was failed from outside: `Evicted`, `OutOfcpu`, `DeadlineExceeded`. */
export interface PodFailure {
  readonly reason: string;
  readonly message: string;
}

/** A container that the Job's template does not have: a service mesh's, a secret agent's. */
export interface ForeignContainer {
  readonly name: string;
  readonly isInit: boolean;
  readonly isSidecar: boolean;
  readonly state: ContainerState;
}

/** A pod's progress after an observation, and what is to be told of it. */
export interface PodTransition {
  readonly pod: PodProgress;
  readonly events: ReadonlyArray<JobEvent>;
}

/** Takes in what a pod says, which may be its first word, its last, or an old one. */
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

/** Takes in that nothing more will be heard of a pod; whether it is gone, or the run is over before it. */
export function losePod(pod: PodProgress, isGone: boolean): PodTransition {
  const lost = pod.steps.map((step) => loseStep(step, pod.name, isGone ? 'PodLost' : 'Unknown'));
  const { stuck: _, ...rest } = pod;
  return {
    pod: { ...rest, isGone: isGone || pod.isGone, steps: lost.map(({ progress }) => progress) },
    events: lost.flatMap((one) => one.events),
  };
}

/** The step that has failed for good by itself: not because its pod was taken away under it. */
export function failedStep(pod: PodProgress): StepProgress | undefined {
  return pod.steps.find((step) => hasFailed(step) && !isTakenAway(pod, step));
}

/** Whether every step has done its work; sidecars have none. */
export function isWorkDone(pod: PodProgress): boolean {
  const work = pod.steps.filter(({ isSidecar }) => !isSidecar);
  return work.length > 0 && work.every(hasSucceeded);
}

/** The containers of others that run on and keep the pod from completing; the kubelet stops sidecars itself. */
export function runningForeign(pod: PodProgress): ReadonlyArray<ForeignContainer> {
  return pod.foreign.filter(({ isInit, state }) => !isInit && state.type !== 'ended');
}

/** Whether a pod is there and nobody has taken it away. */
export function isLive(pod: PodProgress): boolean {
  return !pod.isGone && pod.deletedAt === undefined && pod.phase !== 'Failed' && pod.phase !== 'Succeeded';
}

/** A step that ended before anybody asked for its pod's deletion has ended by itself, whatever came after. */
function isTakenAway(pod: PodProgress, { end }: StepProgress): boolean {
  if (pod.failure !== undefined || pod.disruption !== undefined) return true;
  if (pod.deletedAt === undefined) return false;
  const finishedAt = end?.finishedAt === undefined ? Number.NaN : Date.parse(end.finishedAt);
  // Whole seconds: what ended within the second of the deletion ended by it.
  if (finishedAt >= pod.deletedAt) return true;
  // A pod whose last word is seen first has the time of its removal, not that of its deletion; its containers were killed.
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
