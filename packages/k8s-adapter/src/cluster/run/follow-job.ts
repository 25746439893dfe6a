import type { Problems, ResourceReference } from '@stash-functions/core/decode';
import { isRight } from 'fp-ts/lib/Either.js';
import type { ClusterProblemCode } from '../cluster-problem-code.ts';
import type { JsonObject } from '../json.ts';
import { aborted, beforeAbort, latch } from '../latch.ts';
import { type ApiFailure, connectionFailure } from '../port/api-failure.ts';
import type { ClusterPort, Collection } from '../port/cluster-port.ts';
import { failureProblems } from '../port/failure-problems.ts';
import { type Retry, retrying } from '../retry.ts';
import { watchLoop } from '../watch/watch-loop.ts';
import type { ConnectionRetried, JobEvent } from './job-event.ts';
import {
  closeSteps,
  isSettled,
  nextTick,
  type Observation,
  observe,
  type RunState,
  type Transition,
} from './job-machine.ts';
import { type ObservedJob, readJob } from './observed-job.ts';
import { readPod } from './observed-pod.ts';
import type { RunSettings } from './run-options.ts';
import { readWarning } from './warning-log.ts';

/** The options of {@link followJob}. */
export interface FollowJobOptions {
  readonly port: ClusterPort;
  readonly settings: RunSettings;
  /** The state of a Job that was just made. */
  readonly state: RunState;
  /** Called with each new state. */
  readonly onState: (state: RunState) => void;
  /** Called with each event, in order. */
  readonly onEvent: (event: JobEvent) => void;
  /** Stops following when it is aborted. */
  readonly over: AbortSignal;
  /** Aborted when the time is over that a run has after its decision. */
  readonly closing: AbortSignal;
}

/** The end of following a Job: a decision in the state, the signal, or a lost connection. */
export type FollowEnd =
  | { readonly type: 'decided' }
  | { readonly type: 'over' }
  | { readonly type: 'lost'; readonly problems: Problems<ClusterProblemCode> };

/**
 * Follows a Job until it is decided and nothing more can be seen of its pods, or until the time for that is over. Three
 * watches (the Job, its pods, the Warning events of the namespace) and a timer feed one state machine. The watches are
 * not in step, so the pods are read once more at the end. For a failed Job its Warning events are read too.
 */
export async function followJob(options: FollowJobOptions): Promise<FollowEnd> {
  const { port, settings, over, closing } = options;
  const { clock, giveUpAfter } = settings;
  const { job } = options.state;
  const settled = latch();
  const stop = latch(over, closing, settled.signal);
  const lost = latch();
  const retimed = { latch: latch() };
  let failure: ApiFailure | undefined;
  let state = options.state;

  const take = ({ state: next, events }: Transition): void => {
    const tickBefore = nextTick(state);
    state = next;
    options.onState(state);
    for (const event of events) options.onEvent(event);
    if (nextTick(state) !== tickBefore) retimed.latch.open();
    if (isSettled(state)) settled.open();
  };
  const observeNow = (observation: Observation): void => take(observe(state, observation, clock.now()));
  const see = (observation: Observation): void => {
    if (!stop.signal.aborted) observeNow(observation);
  };
  const follow = (purpose: ConnectionRetried['purpose'], collection: Collection, on: Handlers): Promise<void> =>
    watchLoop({
      port,
      clock,
      collection,
      giveUpAfter,
      signal: stop.signal,
      onRetry: (retry) => options.onEvent(retried(purpose, retry)),
      ...on,
    })
      // The caller's own port may give an item that is no event.
      .catch(connectionFailure)
      .then((last) => {
        if (last === undefined) return;
        if (on.onLost !== undefined) return on.onLost(last);
        failure = last;
        lost.open();
      });

  // An adopted Job may have ended before.
  see({ type: 'job', job });
  // None of them rejects, and each ends by itself once there is nothing more to see.
  void Promise.all([
    follow('job', jobCollection(job), {
      onList: ([object]) => see(object === undefined ? { type: 'job-gone' } : { type: 'job', job: readJob(object) }),
      onChange: (type, object) => {
        // The last state of a deleted Job may say that it has ended.
        see({ type: 'job', job: readJob(object) });
        if (type === 'DELETED') see({ type: 'job-gone' });
      },
    }),
    follow('pods', podCollection(job), {
      onList: (objects) => see({ type: 'pods', pods: objects.map(readPod) }),
      onChange: (type, object) => see({ type: type === 'DELETED' ? 'pod-gone' : 'pod', pod: readPod(object) }),
    }),
    follow('warnings', warningCollection(job), {
      onList: (objects) => {
        for (const object of objects) see({ type: 'warning', warning: readWarning(object) });
      },
      onChange: (type, object) => {
        if (type !== 'DELETED') see({ type: 'warning', warning: readWarning(object) });
      },
      // Events help, but a run does without them: many users may not read them.
      onLost: (failure) => options.onEvent(warningsLost(job, failure)),
    }),
    tickAt(),
  ]);
  await Promise.race([aborted(stop.signal), aborted(lost.signal)]);
  const isDecided = state.decision !== undefined;
  stop.open();
  retimed.latch.open();
  stop.release();

  if (isDecided) {
    await readAgain();
    return { type: 'decided' };
  }
  if (failure === undefined) return { type: 'over' };
  return { type: 'lost', problems: failureProblems(failure, referenceOf(job)) };

  async function tickAt(): Promise<void> {
    while (!stop.signal.aborted) {
      retimed.latch = latch(stop.signal);
      const due = nextTick(state);
      await clock.sleep(due === undefined ? 3_600_000 : Math.max(0, due - clock.now()), retimed.latch.signal);
      retimed.latch.release();
      see({ type: 'tick' });
    }
  }

  async function readAgain(): Promise<void> {
    const pods = await listAgain(podCollection(job), 'pods');
    if (pods !== undefined) observeNow({ type: 'pods', pods: pods.map(readPod) });
    if (state.decision?.type === 'ended' && state.decision.end.type === 'Complete') return take(closeSteps(state));
    // The events about a failure are worth a request.
    const warnings = await listAgain(warningCollection(job), 'warnings');
    for (const object of warnings ?? []) observeNow({ type: 'warning', warning: readWarning(object) });
    if (state.decision?.type === 'ended' || state.decision?.type === 'deleted') take(closeSteps(state));
  }

  async function listAgain(
    collection: Collection,
    purpose: ConnectionRetried['purpose'],
  ): Promise<ReadonlyArray<JsonObject> | undefined> {
    const onRetry = (retry: Retry): void => options.onEvent(retried(purpose, retry));
    const reading = retrying(() => port.list(collection, { signal: closing }), { clock, signal: closing, onRetry });
    const read = await beforeAbort(reading, closing);
    return read !== undefined && isRight(read) ? read.right.items : undefined;
  }
}

interface Handlers {
  readonly onList: (objects: ReadonlyArray<JsonObject>) => void;
  readonly onChange: (type: string, object: JsonObject) => void;
  readonly onLost?: (failure: ApiFailure) => void;
}

/** The event of a connection that will be made again. */
export function retried(purpose: ConnectionRetried['purpose'], { attempt, delay, failure }: Retry): ConnectionRetried {
  const message = failure.code === 0 ? failure.message : `${failure.code} ${failure.reason}: ${failure.message}`;
  return { type: 'connection-retried', purpose, attempt, delay, message };
}

function jobCollection({ namespace, name }: ObservedJob): Collection {
  return { apiVersion: 'batch/v1', kind: 'Job', namespace, fieldSelector: `metadata.name=${name}` };
}

// Selects by uid, to leave out pods of an earlier Job of the same name. Every Kubernetes release sets this label.
function podCollection({ namespace, uid }: ObservedJob): Collection {
  return { apiVersion: 'v1', kind: 'Pod', namespace, labelSelector: `controller-uid=${uid}` };
}

function warningCollection({ namespace }: ObservedJob): Collection {
  return { apiVersion: 'v1', kind: 'Event', namespace, fieldSelector: 'type=Warning' };
}

function warningsLost({ name }: ObservedJob, failure: ApiFailure): JobEvent {
  const message = `the warnings of the namespace can not be read: ${failure.message}`;
  return { type: 'warning', reason: 'EventsForbidden', message, kind: 'Job', name };
}

function referenceOf({ namespace, name }: ObservedJob): ResourceReference {
  return { apiVersion: 'batch/v1', kind: 'Job', namespace, name };
}
