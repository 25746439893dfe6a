import type { Problems } from '@stash-functions/core/decode';
import { type Either, isLeft, isRight } from 'fp-ts/lib/Either.js';
import { type EnsuredJob, ensureJob, type NamedJob, nameJob } from '../apply/ensure-job.ts';
import { patience } from '../clock.ts';
import type { ClusterProblemCode } from '../cluster-problem-code.ts';
import { beforeAbort, latch } from '../latch.ts';
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
import { readJob } from './observed-job.ts';
import { foreignCure } from './run-notes.ts';
import type { RunSettings } from './run-options.ts';
import { runningStep, type SucceededVerdict, stepResults, verdictOf } from './verdict.ts';

/** The options of {@link superviseJob}. */
export interface SuperviseOptions {
  readonly port: ClusterPort;
  readonly settings: RunSettings;
  /** The Job to run. */
  readonly job: SubmittedObject;
  /** Called with each new state. */
  readonly onState: (state: RunState) => void;
  /** Called with each event, in order, but not with log lines and the end. */
  readonly onEvent: (event: JobEvent) => void;
}

/** Milliseconds that a run may finish its current work after its signal is aborted or its time is over. */
const overGrace = 1_000;

/**
 * Makes a Job and follows it until it has ended, the run's time is over, or its signal is aborted. After its decision
 * it has `limits.logs` for all that is left to do.
 */
export async function superviseJob(options: SuperviseOptions): Promise<JobOutcome> {
  const { port, settings, onEvent } = options;
  const { clock, signal, timeout } = settings;
  const startedAt = clock.now();
  const done = latch();
  const after = (milliseconds: number, then: () => void): void =>
    void patience(clock, milliseconds, done.signal).then(then);
  /** Opens when the run has to end: its signal is aborted, or its time is over. */
  const over = latch(...(signal === undefined ? [] : [signal]));
  /** Opens a while after that, or when the time after the decision is over. */
  const closing = latch();
  if (timeout !== undefined && !(timeout > 0)) over.open(timedOut);
  else if (timeout !== undefined) void clock.sleep(timeout, done.signal).then(() => over.open(timedOut));
  const hurry = (): void => after(overGrace, () => closing.open());
  if (over.signal.aborted) hurry();
  else over.signal.addEventListener('abort', hurry);

  let job: JobReference = {
    namespace: options.job.metadata?.namespace ?? port.namespace,
    name: options.job.metadata?.name ?? options.job.metadata?.generateName ?? '',
  };
  let state: RunState | undefined;
  const setState = (next: RunState): void => {
    if (state?.decision === undefined && next.decision !== undefined) after(settings.limits.logs, () => closing.open());
    state = next;
    options.onState(next);
  };
  try {
    // An object that cannot be sent, as one that contains itself, throws.
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
    if (isLeft(named)) return refused('not-created', named.left);
    job = { namespace: named.right.target.namespace, name: named.right.target.name };
    if (over.signal.aborted) return interrupted();
    const ensured = await make(named.right);
    if (ensured === undefined) return interrupted();
    if (isLeft(ensured)) return over.signal.aborted ? interrupted() : refused('not-created', ensured.left);
    const observed = readJob(ensured.right.object);
    job = { namespace: observed.namespace, name: observed.name, uid: observed.uid };
    onEvent({ type: 'job-created', job, adopted: ensured.right.adopted });

    const begin = startState(observed, settings.limits);
    setState(begin);
    const signals = { over: over.signal, closing: closing.signal };
    const end = await followJob({ port, settings, state: begin, onState: setState, onEvent, ...signals });
    if (end.type === 'lost') return refused('connection-lost', end.problems);
    return end.type === 'over' ? interrupted() : decided(state ?? begin);
  }

  // A request that is given up may still make the Job. So the run waits a little for it, and deals with a late one.
  async function make(named: NamedJob): Promise<Either<Problems<ClusterProblemCode>, EnsuredJob> | undefined> {
    const { name } = named.target;
    const making = ensureJob(port, named, {
      fieldManager: settings.fieldManager,
      clock,
      signal: over.signal,
      onRetry: (retry) => onEvent(retried('create', retry)),
      onWarning: (message) => onEvent({ type: 'warning', reason: 'ApiWarning', message, kind: 'Job', name }),
    });
    const made = await beforeAbort(making, closing.signal);
    if (made === undefined && settings.cleanUp === 'always') {
      void making
        .then((late) => (isRight(late) && !late.right.adopted ? removeLate(named, late.right) : undefined))
        .catch(() => undefined);
    }
    return made;
  }

  function removeLate({ target }: NamedJob, { object }: EnsuredJob): Promise<unknown> {
    return port.remove(target, { uid: readJob(object).uid });
  }

  async function decided(final: RunState): Promise<JobOutcome> {
    const verdict = verdictOf(final);
    if (verdict.status === 'succeeded') return succeeded(verdict);
    const { instance, ...failure } = verdict;
    const lines = instance === undefined ? [] : await tail(instance, 4);
    return { ...failure, ...base(), ...stepOf(instance), lastLines: lines };
  }

  function succeeded({ runningOn }: SucceededVerdict): JobOutcome {
    if (runningOn.length === 0) return { status: 'succeeded', ...base() };
    const names = runningOn.map((name) => `"${name}"`).join(', ');
    const message = `the Job has done its work, but is still there: other containers were added to its pod and keep it from completing (${names}). ${foreignCure}`;
    onEvent({ type: 'warning', reason: 'JobStillThere', message, kind: 'Job', name: job.name });
    return { status: 'succeeded', ...base(), runningOn };
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
      signal: closing.signal,
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

function isRestarted(state: RunState | undefined, { pod, step, restarts }: StepInstance): boolean {
  const found = [...(state?.pods.values() ?? [])].find((one) => one.name === pod);
  return (found?.steps.find(({ name }) => name === step)?.restarts ?? restarts) > restarts;
}
