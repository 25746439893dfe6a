import type { StepFinished, StepInstance, StepResult, StepStarted } from './job-event.ts';
import type { ContainerEnd, ObservedContainer } from './observed-pod.ts';

/** How far a container of a pod has come, and what has been told of it. */
export interface StepProgress {
  readonly name: string;
  /** Its place among the Job's own containers, init containers first. */
  readonly index: number;
  readonly isInit: boolean;
  /** Whether it runs beside the others, so that its end says nothing of the Job. */
  readonly isSidecar: boolean;
  /** Whether it may be restarted, so that it has more logs than one. */
  readonly canRestart: boolean;
  /** `16Mi` */
  readonly memoryLimit?: string;
  /** Which instance: how often it was restarted before. */
  readonly restarts: number;
  /** Of that instance. */
  readonly phase: 'waiting' | 'running' | 'finished';
  readonly startedAt?: string;
  /** How it ended, where that is known. */
  readonly end?: ContainerEnd;
}

/** A step's progress after an observation, and what is to be told of it. */
export interface StepTransition {
  readonly progress: StepProgress;
  readonly events: ReadonlyArray<StepStarted | StepFinished>;
}

/** A container that nothing is known of. */
export function newStep(container: ObservedContainer, index: number): StepProgress {
  const { name, isInit, isSidecar, canRestart, memoryLimit } = container;
  const limit = memoryLimit === undefined ? {} : { memoryLimit };
  return { name, index, isInit, isSidecar, canRestart, restarts: 0, phase: 'waiting', ...limit };
}

/**
 * Takes in what a pod's status says of a container. Only ever goes forward: an observation that is older than what is
 * known, or says it again, changes nothing and tells nothing. Each instance is told of in order, started before
 * finished, also when one observation tells of both.
 */
export function advanceStep(progress: StepProgress, container: ObservedContainer, pod: string): StepTransition {
  if (container.restarts < progress.restarts) return { progress, events: [] };
  const { state, lastEnd } = container;
  const isNewInstance = container.restarts > progress.restarts;
  // While a container waits for its restart, the end of its current instance stands in lastState.
  const isWaitingForRestart = state.type === 'waiting' && lastEnd !== undefined;
  if (!isNewInstance) {
    if (state.type === 'ended') return finish(progress, state.end, pod);
    if (isWaitingForRestart) return finish(progress, lastEnd, pod);
    return state.type === 'running' ? start(progress, state.startedAt, pod) : { progress, events: [] };
  }
  // The instances in between were never seen; the one before the current is known by lastState.
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
 * Takes in that nothing more will be known of a step: one that was running is finished, with an unknown end.
 *
 * @param reason - `PodLost` when its pod is gone, `Unknown` otherwise
 */
export function loseStep(progress: StepProgress, pod: string, reason: 'PodLost' | 'Unknown'): StepTransition {
  if (progress.phase !== 'running') return { progress, events: [] };
  return {
    progress: { ...progress, phase: 'finished' },
    events: [{ type: 'step-finished', ...instanceOf(progress, pod), reason }],
  };
}

/** Whether a step has ended for good, and not well. */
export function hasFailed({ isSidecar, end, phase }: StepProgress): boolean {
  return !isSidecar && phase === 'finished' && end !== undefined && end.exitCode !== 0 && !end.willRestart;
}

/** Whether a step has done its work. */
export function hasSucceeded({ phase, end }: StepProgress): boolean {
  return phase === 'finished' && end?.exitCode === 0 && !end.willRestart;
}

/** The name under which an instance of a step is known in a run. */
export function instanceKey({ pod, step, restarts }: StepInstance): string {
  return `${pod}/${step}/${restarts}`;
}

/** The identity of a step's instance, as events carry it. */
export function instanceOf({ name, index, restarts }: StepProgress, pod: string): StepInstance {
  return { step: name, index, pod, restarts };
}

/** What an outcome says of a step. */
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
