import type { JobEvent } from './job-event.ts';
import type { RunLimits } from './limits.ts';
import type { JobEnd, ObservedJob } from './observed-job.ts';
import type { ObservedPod } from './observed-pod.ts';
import {
  advancePod,
  failedStep,
  isLive,
  isWorkDone,
  losePod,
  type PodProgress,
  type PodTransition,
  runningForeign,
} from './pod-progress.ts';
import { jobNotes, podNotes } from './run-notes.ts';
import { podNotCreated, type Stuck, stuckReason, withoutPod } from './stuck.ts';
import {
  holdWarning,
  noWarnings,
  type ObservedWarning,
  releaseWarnings,
  tellWarning,
  type WarningLog,
  type WarningTransition,
} from './warning-log.ts';

/** All that a run knows of its Job. It is a value: each observation gives a new one. */
export interface RunState {
  readonly job: ObservedJob;
  /**
   * The pods by their uid, in the order in which they were made. Only the latest of the gone pods are kept.
   */
  readonly pods: ReadonlyMap<string, PodProgress>;
  /** True once all pods have been seen at one moment. */
  readonly arePodsKnown: boolean;
  readonly warnings: WarningLog;
  readonly limits: RunLimits;
  /** The obstacle before the Job's first pod, and the time since when. */
  readonly podless?: { readonly stuck: Stuck; readonly since: number };
  /** The reason why there is nothing more to wait for. Once set it stays, but it may become final. */
  readonly decision?: Decision;
}

/** A change that one of the watches has seen. The watches run side by side, so there is no order between them. */
export type Observation =
  | { readonly type: 'job'; readonly job: ObservedJob }
  | { readonly type: 'job-gone' }
  | { readonly type: 'pods'; readonly pods: ReadonlyArray<ObservedPod> }
  | { readonly type: 'pod'; readonly pod: ObservedPod }
  | { readonly type: 'pod-gone'; readonly pod: ObservedPod }
  | { readonly type: 'warning'; readonly warning: ObservedWarning }
  | { readonly type: 'tick' };

/**
 * The reason why a run is over. The Job has ended, or will end as soon as its last pods are gone. One of its pods
 * stands still for too long. One of its steps has failed, and no other pod will come. Its own containers have ended,
 * and others run on. It was deleted.
 */
export type Decision =
  | { readonly type: 'ended'; readonly end: JobEnd }
  | { readonly type: 'stuck'; readonly stuck: Stuck; readonly pod: string }
  | { readonly type: 'hopeless' }
  | { readonly type: 'done' }
  | { readonly type: 'deleted' };

/** The state after an observation, and the events to tell, in order. */
export interface Transition {
  readonly state: RunState;
  readonly events: ReadonlyArray<JobEvent>;
}

/** The state of a Job that was just made. */
export function startState(job: ObservedJob, limits: RunLimits): RunState {
  return { job, pods: new Map(), arePodsKnown: false, warnings: noWarnings, limits };
}

/**
 * Takes in an observation, and then makes the decision anew from all that is known. It is pure. An observation that is
 * repeated, or older than the state, gives no events.
 *
 * @param now - milliseconds since the epoch, for the limits of a standstill
 */
export function observe(state: RunState, observation: Observation, now: number): Transition {
  const seen = take(state, observation, now);
  return chain(seen, (next) => decide(next, now));
}

/** The time of the next `tick` in milliseconds since the epoch; undefined where none is due. */
export function nextTick(state: RunState): number | undefined {
  if (state.decision !== undefined) return undefined;
  const due = dueStandstill(state)?.due;
  return due === undefined || due === Number.POSITIVE_INFINITY ? undefined : due;
}

/** True where nothing more of the Job is worth waiting for: its decision is final, or no step runs. */
export function isSettled({ decision, pods, arePodsKnown }: RunState): boolean {
  if (decision === undefined) return false;
  if (decision.type !== 'ended' || decision.end.isFinal) return true;
  return (
    arePodsKnown && [...pods.values()].every((pod) => pod.isGone || pod.steps.every(({ phase }) => phase !== 'running'))
  );
}

/** Finishes every step that still runs at the end of the run, because nobody waits for it. */
export function closeSteps(state: RunState): Transition {
  let result: Transition = { state, events: [] };
  for (const [uid, pod] of state.pods) {
    if (pod.steps.some((step) => step.phase === 'running')) result = withPod(result, uid, losePod(pod, false));
  }
  return result;
}

function take(state: RunState, observation: Observation, now: number): Transition {
  switch (observation.type) {
    case 'job':
      return takeJob(state, observation.job);
    case 'job-gone':
      return quiet(loseJob(state));
    case 'pod':
      return takePod(state, observation.pod);
    case 'pod-gone': {
      const { uid } = observation.pod;
      return chain(takePod(state, observation.pod), (next) => removePod(next, uid));
    }
    case 'pods':
      return takePods(state, observation.pods);
    case 'warning':
      return takeWarning(state, observation.warning, now);
    case 'tick':
      return quiet(state);
  }
}

function takeJob(state: RunState, job: ObservedJob): Transition {
  // Another uid means another Job of the same name: the followed one is gone.
  if (job.uid !== state.job.uid) return quiet(setDecision(state, { type: 'deleted' }));
  // A Job that is resumed, or suspended, begins a new wait.
  const { podless, ...rest } = state;
  const isSame = job.isSuspended === state.job.isSuspended;
  return tellAll({ ...(isSame ? state : rest), job }, jobNotes(job));
}

// A Job may be gone while its last pods still end. It then ends as it said.
function loseJob(state: RunState): RunState {
  const { end } = state.job;
  return setDecision(
    state,
    end === undefined ? { type: 'deleted' } : { type: 'ended', end: { ...end, isFinal: true } },
  );
}

function takePods(state: RunState, pods: ReadonlyArray<ObservedPod>): Transition {
  const ordered = [...pods].sort((a, b) => compare(a.createdAt, b.createdAt) || compare(a.name, b.name));
  let result = quiet({ ...state, arePodsKnown: true });
  for (const [uid, known] of state.pods) {
    const isThere = pods.some((pod) => pod.uid === uid);
    if (!known.isGone && !isThere) result = chain(result, (next) => removePod(next, uid));
  }
  for (const pod of ordered) result = chain(result, (next) => takePod(next, pod));
  return result;
}

function takePod(state: RunState, observed: ObservedPod): Transition {
  const { uid, name } = observed;
  const known = state.pods.get(uid);
  if (known?.isGone === true) return quiet(state);
  const previous = [...state.pods.values()].at(-1);
  const isReplacement = known === undefined && previous !== undefined && state.job.isSequential;
  const begin: Transition = {
    state,
    events: isReplacement ? [{ type: 'pod-replaced', pod: name, previous: previous.name }] : [],
  };
  const advanced = withPod(begin, uid, advancePod(known, observed, state.job));
  const released =
    known === undefined ? chain(advanced, (next) => withWarnings(next, releaseWarnings(next.warnings, uid))) : advanced;
  return chain(released, (next) => tellAll(next, podNotes(observed, next.job)));
}

function removePod(state: RunState, uid: string): Transition {
  const known = state.pods.get(uid);
  return known === undefined ? quiet(state) : withPod(quiet(state), uid, losePod(known, true));
}

function takeWarning(state: RunState, warning: ObservedWarning, now: number): Transition {
  const { uid, kind, name, reason, message } = warning;
  const { job, limits } = state;
  if (uid !== job.uid && !state.pods.has(uid)) {
    const isPossible = kind === 'Pod' && name.startsWith(`${job.name}-`);
    return quiet(isPossible ? { ...state, warnings: holdWarning(state.warnings, warning) } : state);
  }
  const told = withWarnings(state, tellWarning(state.warnings, warning));
  if (uid !== job.uid || reason !== 'FailedCreate') return told;
  // The Job controller tries again for ever, and only its Warning events say so.
  const since = state.podless?.stuck.message.startsWith('the pod can not') === true ? state.podless.since : now;
  return chain(told, (next) => quiet({ ...next, podless: { stuck: podNotCreated(message, limits), since } }));
}

/**
 * The one place that decides. It looks for these things, in this order:
 *
 * - an end that the Job itself tells
 * - the deletion of the Job
 * - a step that failed, where no other pod comes
 * - work that is done, but held up by foreign containers
 * - a standstill that has lasted too long
 */
function decide(state: RunState, now: number): Transition {
  const { job } = state;
  const pods = [...state.pods.values()];
  if (job.end !== undefined && (job.end.isFinal || !job.isBeingDeleted)) {
    return quiet(setDecision(state, { type: 'ended', end: job.end }));
  }
  if (state.decision !== undefined) return quiet(state);
  if (job.isBeingDeleted) return quiet(setDecision(state, { type: 'deleted' }));
  if (job.isSingleAttempt && !job.isSuspended && pods.some((pod) => failedStep(pod) !== undefined)) {
    return quiet(setDecision(state, { type: 'hopeless' }));
  }
  if (isDone(state)) return quiet(setDecision(state, { type: 'done' }));
  const timed = noteStandstill(state, now);
  const standstill = dueStandstill(timed);
  if (standstill === undefined || now < standstill.due) return quiet(timed);
  return quiet(setDecision(timed, { type: 'stuck', stuck: standstill.stuck, pod: standstill.pod }));
}

// As many pods as have to succeed have done their work. Foreign containers keep some of them from completing, and no
// other pod is at work.
function isDone({ job, pods }: RunState): boolean {
  if (job.isSuspended) return false;
  const there = [...pods.values()].filter((pod) => !pod.isGone && pod.deletedAt === undefined);
  const done = there.filter((pod) => pod.phase === 'Succeeded' || isWorkDone(pod));
  const isHeldUp = done.some((pod) => isLive(pod) && runningForeign(pod).length > 0);
  return isHeldUp && done.length >= job.completions && there.every((pod) => done.includes(pod) || !isLive(pod));
}

/** Notes everything that stands still now, and since when. The time stays as long as the reason stays the same. */
function noteStandstill(state: RunState, now: number): RunState {
  const pods = new Map([...state.pods].map(([uid, pod]) => [uid, notePod(state, uid, pod, now)]));
  return noteNoPod({ ...state, pods }, now);
}

function notePod({ job, limits, warnings }: RunState, uid: string, pod: PodProgress, now: number): PodProgress {
  if (!isLive(pod)) return pod;
  const { stuck: known, ...free } = pod;
  const stuck = stuckReason(pod.observed, { job, limits, warnings: warnings.latest.get(uid) ?? [] });
  if (stuck === undefined) return free;
  const isSame = known?.stuck.reason === stuck.reason && known.stuck.step === stuck.step;
  return { ...free, stuck: { stuck, since: isSame ? known.since : now } };
}

// The Job controller may wait for long between two pods. Nobody knows how long it takes to make the first.
function noteNoPod(state: RunState, now: number): RunState {
  const { podless, ...rest } = state;
  const { job, limits, pods } = state;
  if ([...pods.values()].some((pod) => !pod.isGone)) return rest;
  const isHeld = job.isSuspended || job.managedBy !== undefined;
  if (podless !== undefined || (!isHeld && (pods.size > 0 || job.endedPods > 0))) return state;
  return { ...state, podless: { stuck: withoutPod(job, limits), since: now } };
}

/** The first standstill that runs out, and its time. There is none as long as one pod of the Job goes on. */
function dueStandstill(
  state: RunState,
): { readonly stuck: Stuck; readonly pod: string; readonly due: number } | undefined {
  const { podless } = state;
  const live = [...state.pods].filter(([, pod]) => isLive(pod));
  if (live.length === 0) {
    if (podless === undefined) return undefined;
    return { stuck: podless.stuck, pod: state.job.uid, due: podless.since + podless.stuck.limit };
  }
  const stuck = live.flatMap(([uid, pod]) => (pod.stuck === undefined ? [] : [{ uid, ...pod.stuck }]));
  if (stuck.length < live.length) return undefined;
  const since = Math.max(...stuck.map((one) => one.since));
  const [first, ...rest] = stuck.map((one) => ({ stuck: one.stuck, pod: one.uid, due: since + one.stuck.limit }));
  return first === undefined ? undefined : rest.reduce((least, one) => (one.due < least.due ? one : least), first);
}

function setDecision(state: RunState, decision: Decision): RunState {
  const known = state.decision;
  const becomesFinal = known?.type === 'ended' && decision.type === 'ended' && !known.end.isFinal;
  return known === undefined || becomesFinal ? { ...state, decision } : state;
}

function withPod({ state, events }: Transition, uid: string, { pod, events: more }: PodTransition): Transition {
  const pods = forgetGone(new Map(state.pods).set(uid, pod));
  return { state: { ...state, pods }, events: [...events, ...more] };
}

function withWarnings(state: RunState, { log, events }: WarningTransition): Transition {
  return { state: { ...state, warnings: log }, events };
}

function tellAll(state: RunState, warnings: ReadonlyArray<ObservedWarning>): Transition {
  if (state.decision !== undefined) return quiet(state);
  return warnings.reduce(
    (result, warning) => chain(result, (next) => withWarnings(next, tellWarning(next.warnings, warning))),
    quiet(state),
  );
}

function quiet(state: RunState): Transition {
  return { state, events: [] };
}

function chain({ state, events }: Transition, next: (state: RunState) => Transition): Transition {
  const transition = next(state);
  if (transition.events.length === 0) return { state: transition.state, events };
  return { state: transition.state, events: [...events, ...transition.events] };
}

/** The number of gone pods to keep. A Job may go through thousands, and only the latest matter. */
const gonePodsKept = 16;

function forgetGone(pods: Map<string, PodProgress>): ReadonlyMap<string, PodProgress> {
  const gone = [...pods].filter(([, pod]) => pod.isGone);
  for (const [uid] of gone.slice(0, Math.max(0, gone.length - gonePodsKept))) pods.delete(uid);
  return pods;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
