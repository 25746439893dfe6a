import type { JobEvent } from './job-event.ts';
import type { JobEnd, ObservedJob } from './observed-job.ts';
import type { ObservedPod } from './observed-pod.ts';
import { advanceStep, loseStep, newStep, type StepProgress } from './step-progress.ts';
import { podNotCreated, type Stuck, type StuckLimits, stuckReason } from './stuck.ts';
import { noWarnings, type ObservedWarning, releaseWarnings, takeWarning, type WarningLog } from './warning-log.ts';

/** All that a run knows of its Job. A value: each observation gives a new one. */
export interface RunState {
  readonly job: ObservedJob;
  /** The pods in the order in which they were made, by their uid; of those that are gone only the latest few. */
  readonly pods: ReadonlyMap<string, PodProgress>;
  readonly warnings: WarningLog;
  readonly limits: StuckLimits;
  /** What keeps a pod from going on, and since when. */
  readonly stuck?: StuckSince;
  /** Set once, and never changed: why there is nothing more to wait for. */
  readonly decision?: Decision;
}

/** How far a pod has come. */
export interface PodProgress {
  readonly name: string;
  readonly isScheduled: boolean;
  /** Whether it was deleted. */
  readonly isGone: boolean;
  /** Whether a container that has ended may be started again. */
  readonly canRestart: boolean;
  /** `Evicted` and the like, for a pod that was failed from outside. */
  readonly failure?: string;
  readonly steps: ReadonlyArray<StepProgress>;
}

/** Something that was seen, through any of the watches, in any order among them. */
export type Observation =
  | { readonly type: 'job'; readonly job: ObservedJob }
  | { readonly type: 'job-gone' }
  | { readonly type: 'pods'; readonly pods: ReadonlyArray<ObservedPod> }
  | { readonly type: 'pod'; readonly pod: ObservedPod }
  | { readonly type: 'pod-gone'; readonly pod: ObservedPod }
  | { readonly type: 'warning'; readonly warning: ObservedWarning }
  | { readonly type: 'tick' };

/** Why a run is over. */
export type Decision =
  | { readonly type: 'ended'; readonly end: JobEnd }
  | { readonly type: 'stuck'; readonly stuck: Stuck; readonly pod: string }
  | { readonly type: 'deleted' };

/** The state after an observation, and what is to be told of it, in order. */
export interface Transition {
  readonly state: RunState;
  readonly events: ReadonlyArray<JobEvent>;
}

interface StuckSince {
  readonly stuck: Stuck;
  /** The pod's uid; the Job's, where there is no pod. */
  readonly pod: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** What is known when the Job has just been made. */
export function startState(job: ObservedJob, limits: StuckLimits): RunState {
  const state: RunState = { job, pods: new Map(), warnings: noWarnings, limits };
  return job.end === undefined ? state : { ...state, decision: { type: 'ended', end: job.end } };
}

/**
 * Takes in an observation. Pure; an observation that is repeated, or older than what is known, tells nothing.
 *
 * @param now - milliseconds since the epoch, for the limits of pods that stand still
 */
export function observe(state: RunState, observation: Observation, now: number): Transition {
  switch (observation.type) {
    case 'job':
      return noteSuspension(takeJob(state, observation.job));
    case 'job-gone':
      return { state: decide(state, { type: 'deleted' }), events: [] };
    case 'pod':
      return withStuck(takePod(state, observation.pod), [observation.pod], now);
    case 'pod-gone':
      return losePod(takePod(state, observation.pod), observation.pod.uid);
    case 'pods':
      return takePods(state, observation.pods, now);
    case 'warning':
      return notePodRefusal(takeWarning(state, observation.warning), observation.warning, now);
    case 'tick':
      return { state: checkLimit(state, now), events: [] };
  }
}

/** When the next `tick` is due, milliseconds since the epoch; undefined where none is. */
export function nextTick(state: RunState): number | undefined {
  if (state.decision !== undefined || state.stuck === undefined) return undefined;
  return state.stuck.since + state.stuck.stuck.limit;
}

/** Finishes every step that still runs although the Job is over: its pod is being deleted, and nobody waits for it. */
export function closeSteps(state: RunState): Transition {
  let result: Transition = { state, events: [] };
  for (const [uid, pod] of state.pods) {
    if (pod.steps.some((step) => step.phase === 'running')) result = losePod(result, uid);
  }
  return result;
}

function takeJob(state: RunState, job: ObservedJob): RunState {
  // Another uid is another Job of the same name: the one that is followed is gone.
  if (job.uid !== state.job.uid) return decide(state, { type: 'deleted' });
  const next = { ...state, job };
  return job.end === undefined ? next : decide(next, { type: 'ended', end: job.end });
}

function takePods(state: RunState, pods: ReadonlyArray<ObservedPod>, now: number): Transition {
  const ordered = [...pods].sort((a, b) => compare(a.createdAt, b.createdAt) || compare(a.name, b.name));
  let result: Transition = { state, events: [] };
  for (const [uid, known] of state.pods) {
    if (!known.isGone && !pods.some((pod) => pod.uid === uid)) result = losePod(result, uid);
  }
  for (const pod of ordered) result = after(result, (current) => takePod(current, pod));
  return withStuck(result, ordered, now);
}

function takePod(state: RunState, pod: ObservedPod): Transition {
  const known = state.pods.get(pod.uid);
  if (known?.isGone === true) return { state, events: [] };
  const events: Array<JobEvent> = [];
  const previous = [...state.pods.values()].at(-1);
  if (known === undefined && previous !== undefined && state.job.isSequential) {
    events.push({ type: 'pod-replaced', pod: pod.name, previous: previous.name });
  }
  if (known?.isScheduled !== true && pod.node !== undefined) {
    events.push({ type: 'pod-scheduled', pod: pod.name, node: pod.node });
  }
  const steps = pod.containers.map((container, index) => {
    const transition = advanceStep(known?.steps[index] ?? newStep(container, index), container, pod.name);
    events.push(...transition.events);
    return transition.progress;
  });
  const failure = pod.phase === 'Failed' && pod.reason !== undefined ? describe(pod) : known?.failure;
  const progress: PodProgress = {
    name: pod.name,
    isScheduled: known?.isScheduled === true || pod.node !== undefined,
    isGone: false,
    canRestart: pod.canRestart,
    steps,
    ...(failure === undefined ? {} : { failure }),
  };
  const next: RunState = { ...state, pods: forgetGone(new Map(state.pods).set(pod.uid, progress)) };
  return known === undefined ? releaseWarnings({ state: next, events }, pod.uid) : { state: next, events };
}

function losePod({ state, events }: Transition, uid: string): Transition {
  const known = state.pods.get(uid);
  if (known === undefined) return { state, events };
  const transitions = known.steps.map((step) => loseStep(step, known.name));
  const lost: PodProgress = { ...known, isGone: true, steps: transitions.map((one) => one.progress) };
  const { stuck, ...rest } = state;
  const next: RunState = { ...rest, pods: new Map(state.pods).set(uid, lost) };
  return {
    state: stuck === undefined || stuck.pod === uid ? next : { ...next, stuck },
    events: [...events, ...transitions.flatMap((one) => one.events)],
  };
}

function withStuck({ state, events }: Transition, pods: ReadonlyArray<ObservedPod>, now: number): Transition {
  let current = state;
  for (const pod of pods) current = noteStuck(current, pod, now);
  return { state: checkLimit(current, now), events };
}

function noteStuck(state: RunState, pod: ObservedPod, now: number): RunState {
  const found = stuckReason(pod, state.job, state.limits);
  const known = state.stuck?.pod === state.job.uid ? undefined : state.stuck;
  if (known !== undefined && known.pod !== pod.uid) return state;
  const { stuck: _, ...free } = state;
  if (found === undefined) return free;
  const isSame = known?.stuck.reason === found.reason && known.stuck.step === found.step;
  return { ...free, stuck: { stuck: found, pod: pod.uid, since: isSame ? known.since : now } };
}

// The Job controller goes on trying for ever, and says so by Warning events only.
function notePodRefusal(
  { state, events }: Transition,
  { uid, reason, message }: ObservedWarning,
  now: number,
): Transition {
  const hasPod = [...state.pods.values()].some((pod) => !pod.isGone);
  if (uid !== state.job.uid || reason !== 'FailedCreate' || hasPod || state.stuck !== undefined)
    return { state, events };
  const stuck = { stuck: podNotCreated(message, state.limits), pod: uid, since: now };
  return { state: { ...state, stuck }, events };
}

function noteSuspension(state: RunState): Transition {
  const { isSuspended, uid, name } = state.job;
  if (!isSuspended || state.decision !== undefined) return { state, events: [] };
  const message = 'the Job is suspended, and makes no pod until somebody resumes it';
  return takeWarning(state, { uid, kind: 'Job', name, reason: 'JobSuspended', message });
}

function checkLimit(state: RunState, now: number): RunState {
  const { stuck } = state;
  if (stuck === undefined || now < stuck.since + stuck.stuck.limit) return state;
  return decide(state, { type: 'stuck', stuck: stuck.stuck, pod: stuck.pod });
}

function decide(state: RunState, decision: Decision): RunState {
  return state.decision === undefined ? { ...state, decision } : state;
}

function after({ state, events }: Transition, next: (state: RunState) => Transition): Transition {
  const transition = next(state);
  return { state: transition.state, events: [...events, ...transition.events] };
}

/** A Job may go through thousands of pods; of those that are gone only the latest matter. */
const gonePodsKept = 16;

function forgetGone(pods: Map<string, PodProgress>): ReadonlyMap<string, PodProgress> {
  const gone = [...pods].filter(([, pod]) => pod.isGone);
  for (const [uid] of gone.slice(0, Math.max(0, gone.length - gonePodsKept))) pods.delete(uid);
  return pods;
}

function describe(pod: ObservedPod): string {
  return pod.message === undefined ? `${pod.reason}` : `${pod.reason}: ${pod.message}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
