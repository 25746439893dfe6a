import type { StepFinished, StepInstance, StepResult, StepStarted } from './job-event.ts';
import type { ContainerEnd, ObservedContainer } from './observed-pod.ts';

/** The progress of a container, and the events already told of it. */
export interface StepProgress {
  readonly name: string;
  /** The place of the container among the Job's own, init containers first. */
  readonly index: number;
  readonly isInit: boolean;
  /** True where it runs beside the others, so that its end says nothing of the Job. */
  readonly isSidecar: boolean;
  /** True where it may be restarted, so that it has more logs than one. */
  readonly canRestart: boolean;
  /** The limit of its memory, as `16Mi`. */
  readonly memoryLimit?: string;
  /** The number of restarts before this instance. */
  readonly restarts: number;
  /** The phase of this instance. */
  readonly phase: 'waiting' | 'running' | 'finished';
  readonly startedAt?: string;
  /** The end of this instance, where it is known. */
  readonly end?: ContainerEnd;
}

/** The progress of a step after an observation, and the events to tell. */
export interface StepTransition {
  readonly progress: StepProgress;
  readonly events: ReadonlyArray<StepStarted | StepFinished>;
}

/** A container that nothing is known of yet. */
export function newStep(container: ObservedContainer, index: number): StepProgress {
  const { name, isInit, isSidecar, canRestart, memoryLimit } = container;
  const limit = memoryLimit === undefined ? {} : { memoryLimit };
  return { name, index, isInit, isSidecar, canRestart, restarts: 0, phase: 'waiting', ...limit };
}

/**
 * Takes in the status of a container. It only goes forward: an observation that is old, or repeated, changes nothing
 * and gives no events. Instances come in order, each started before it is finished, also where one observation shows
 * both.
 */
export function advanceStep(progress: StepProgress, container: ObservedContainer, pod: string): StepTransition {
  if (container.restarts < progress.restarts) return { progress, events: [] };
  const { state, lastEnd } = container;
  const isNewInstance = container.restarts > progress.restarts;
  // While a container waits for its restart, the end of its current instance is in lastState.
  const isWaitingForRestart = state.type === 'waiting' && lastEnd !== undefined;
  if (!isNewInstance) {
    if (state.type === 'ended') return finish(progress, state.end, pod);
    if (isWaitingForRestart) return finish(progress, lastEnd, pod);
    return state.type === 'running' ? start(progress, state.startedAt, pod) : { progress, events: [] };
  }
  // Nobody saw the instances in between. lastState holds the one before the current.
  const isNext = container.restarts === progress.restarts + 1;
  const before =
    progress.phase === 'finished' || (progress.phase === 'waiting' && !isNext)
      ? { progress, events: [] }
      : finish(progress, isNext && !isWaitingForRestart ? lastEnd : undefined, pod);
  const fresh: StepProgress = { ...newStep(container, progress.index), restarts: container.restarts };
  const after = advanceStep(fresh, container, pod);
  return { progress: after.progress, events: [...before.events, ...after.events] };
}

/**
 * Takes in that nothing more will be known of a step. A running one is finished, with an unknown end.
 *
 * @param reason - `PodLost` where its pod is gone, `Unknown` otherwise
 */
export function loseStep(progress: StepProgress, pod: string, reason: 'PodLost' | 'Unknown'): StepTransition {
  if (progress.phase !== 'running') return { progress, events: [] };
  return {
    progress: { ...progress, phase: 'finished' },
    events: [{ type: 'step-finished', ...instanceOf(progress, pod), reason }],
  };
}

/** True for a step that has ended for good, and not well. */
export function hasFailed({ isSidecar, end, phase }: StepProgress): boolean {
  return !isSidecar && phase === 'finished' && end !== undefined && end.exitCode !== 0 && !end.willRestart;
}

/** True for a step that has done its work. */
export function hasSucceeded({ phase, end }: StepProgress): boolean {
  return phase === 'finished' && end?.exitCode === 0 && !end.willRestart;
}

/** The key of a step's instance in a run. */
export function instanceKey({ pod, step, restarts }: StepInstance): string {
  return `${pod}/${step}/${restarts}`;
}

/** The identity of a step's instance, as in events. */
export function instanceOf({ name, index, restarts }: StepProgress, pod: string): StepInstance {
  return { step: name, index, pod, restarts };
}

/** The step as it is in an outcome. */
export function stepResult({ name, phase, startedAt, end }: StepProgress): StepResult {
  const started = end?.startedAt ?? startedAt;
  return {
    name,
    status: phase,
    ...(end === undefined ? {} : { exitCode: end.exitCode }),
    ...(started === undefined ? {} : { startedAt: started }),
    ...(end?.finishedAt === undefined ? {} : { finishedAt: end.finishedAt }),
  };
}

function start(progress: StepProgress, startedAt: string | undefined, pod: string): StepTransition {
  if (progress.phase !== 'waiting') return { progress, events: [] };
  const time = startedAt === undefined ? {} : { startedAt };
  return {
    progress: { ...progress, phase: 'running', ...time },
    events: [{ type: 'step-started', ...instanceOf(progress, pod), ...time }],
  };
}

function finish(progress: StepProgress, end: ContainerEnd | undefined, pod: string): StepTransition {
  if (progress.phase === 'finished') return { progress, events: [] };
  const started = start(progress, end?.startedAt, pod);
  return {
    progress: { ...started.progress, phase: 'finished', ...(end === undefined ? {} : { end }) },
    events: [
      ...started.events,
      {
        type: 'step-finished',
        ...instanceOf(progress, pod),
        ...(end === undefined ? { reason: 'Unknown' } : told(end)),
      },
    ],
  };
}

function told({ willRestart: _, ...end }: ContainerEnd): Omit<ContainerEnd, 'willRestart'> {
  return end;
}
