import type { Problems } from '@stash-functions/core/decode';
import { ensureJob, nameJob } from '../apply/ensure-job.ts';
import type { ClusterProblemCode } from '../cluster-problem-code.ts';
import { unsendable } from '../port/api-failure.ts';
import type { ClusterPort, SubmittedObject } from '../port/cluster-port.ts';
import { failureProblems } from '../port/failure-problems.ts';
import { followJob, retried } from './follow-job.ts';
import type {
  FailureReason,
  JobEvent,
  JobFailed,
  JobOutcome,
  JobReference,
  OutcomeBase,
  StepInstance,
} from './job-event.ts';
import { type RunState, startState } from './job-machine.ts';
import { lastLines } from './last-lines.ts';
import { latch } from './latch.ts';
import { readJob } from './observed-job.ts';
import type { RunSettings } from './run-options.ts';
import { runningStep, stepResults, verdictOf } from './verdict.ts';

/** What {@link superviseJob} takes. */
export interface SuperviseOptions {
  readonly port: ClusterPort;
  readonly settings: RunSettings;
  /** The Job to run. */
  readonly job: SubmittedObject;
  /** Told of each new state. */
  readonly onState: (state: RunState) => void;
  /** Told of each event, in order, all but log lines and the end. */
  readonly onEvent: (event: JobEvent) => void;
}

/** Makes a Job and follows it until it has ended, or the run's time is over, or its signal is aborted. */
export async function superviseJob(options: SuperviseOptions): Promise<JobOutcome> {
  const { port, settings } = options;
  const { clock, signal, timeout } = settings;
  const startedAt = clock.now();
  const over = latch(...(signal === undefined ? [] : [signal]));
  const done = latch();
  if (timeout !== undefined && !(timeout > 0)) over.open(timedOut);
  else if (timeout !== undefined) void clock.sleep(timeout, done.signal).then(() => over.open(timedOut));

  let job: JobReference = {
    namespace: options.job.metadata?.namespace ?? port.namespace,
    name: options.job.metadata?.name ?? options.job.metadata?.generateName ?? '',
  };
  let state: RunState | undefined;
  const setState = (next: RunState): void => {
    state = next;
    options.onState(next);
  };
  try {
    // What can't be sent, an object with a circle in it, throws.
    return await follow().catch((error: unknown) =>
      refused(
        state === undefined ? 'not-created' : 'connection-lost',
        failureProblems(unsendable(error), { apiVersion: 'batch/v1', kind: 'Job', ...job }),
      ),
    );
  } finally {
    done.open();
    over.release();
  }

  async function follow(): Promise<JobOutcome> {
    const named = nameJob(options.job, port.namespace, clock.random);
    if (named._tag === 'Left') return refused('not-created', named.left);
    job = { namespace: named.right.target.namespace, name: named.right.target.name };
    if (over.signal.aborted) return interrupted();
    const ensured = await ensureJob(port, named.right, {
      fieldManager: settings.fieldManager,
      clock,
      signal: over.signal,
      onRetry: (retry) => options.onEvent(retried('create', retry)),
    });
    if (ensured._tag === 'Left') return over.signal.aborted ? interrupted() : refused('not-created', ensured.left);
    const observed = readJob(ensured.right.object);
    job = { namespace: observed.namespace, name: observed.name, uid: observed.uid };
    const { adopted } = ensured.right;
    options.onEvent({ type: 'job-created', job, adopted });

    const begin = startState(observed, settings.limits);
    setState(begin);
    const { onEvent } = options;
    const end = await followJob({ port, settings, state: begin, onState: setState, onEvent, over: over.signal });
    if (end.type === 'lost') return refused('connection-lost', end.problems);
    if (end.type === 'over') return interrupted();
    return decided(state ?? begin);
  }

  async function decided(final: RunState): Promise<JobOutcome> {
    const verdict = verdictOf(final);
    if (verdict.status === 'succeeded') return { status: 'succeeded', ...base() };
    const { instance, ...failure } = verdict;
    const lines = instance === undefined ? [] : await tail(instance, 4);
    return { ...failure, ...base(), ...stepOf(instance), lastLines: lines };
  }

  async function interrupted(): Promise<JobOutcome> {
    if (over.signal.reason !== timedOut) return { status: 'aborted', ...base(), cause: over.signal.reason };
    const instance = state === undefined ? undefined : runningStep(state);
    const lines = instance === undefined ? [] : await tail(instance, 1);
    return { status: 'timed-out', ...base(), timeout: timeout ?? 0, ...stepOf(instance), lastLines: lines };
  }

  function refused(reason: FailureReason, problems: Problems<ClusterProblemCode>): JobFailed {
    const { message } = problems[0];
    return { status: 'failed', ...base(), reason, message, lastLines: [], problems };
  }

  function tail(instance: StepInstance, attempts: number): Promise<ReadonlyArray<string>> {
    return lastLines(port, instance, {
      clock,
      namespace: job.namespace,
      count: settings.lastLines,
      previous: isRestarted(state, instance),
      maxLineLength: settings.maxLineLength,
      attempts,
    });
  }

  function base(): OutcomeBase {
    return {
      job,
      steps: state === undefined ? [] : stepResults(state),
      duration: Math.max(0, Math.round(clock.now() - startedAt)),
    };
  }
}

/** The reason of a signal that a timeout has aborted. */
const timedOut: unique symbol = Symbol('timed out');

function stepOf(instance: StepInstance | undefined): { readonly step?: string } {
  return instance === undefined ? {} : { step: instance.step };
}

function isRestarted(state: RunState | undefined, { pod, index, restarts }: StepInstance): boolean {
  const found = [...(state?.pods.values() ?? [])].find((one) => one.name === pod);
  return (found?.steps[index]?.restarts ?? restarts) > restarts;
}
