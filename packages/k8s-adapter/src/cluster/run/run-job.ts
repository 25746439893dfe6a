import { type Problem, type Problems, readOr } from '@stash-functions/core/decode';
import { newBell } from '../bell.ts';
import { type ClusterClient, portOf } from '../client/from-kube-config.ts';
import type { ClusterProblemCode } from '../cluster-problem-code.ts';
import { fieldAt, listAt, numberAt, textAt } from '../json.ts';
import { type Latch, latch } from '../latch.ts';
import { misshapen } from '../port/as-asked.ts';
import { checkCall, checkSubmitted } from '../port/check-call.ts';
import type { SubmittedObject } from '../port/cluster-port.ts';
import { withinBudget } from '../request-budget.ts';
import { cleanUp } from './clean-up.ts';
import { concealEvent, concealOutcome } from './conceal-event.ts';
import { eventQueue } from './event-queue.ts';
import { retried } from './follow-job.ts';
import type { JobEvent, JobOutcome, StepInstance } from './job-event.ts';
import type { RunState } from './job-machine.ts';
import { followLog } from './log-follower.ts';
import type { ContainerNow } from './log-reader.ts';
import { narrate } from './narrate.ts';
import { type RunJobOptions, runJobRules, runSettings } from './run-options.ts';
import { instanceKey } from './step-progress.ts';
import { superviseJob } from './supervise-job.ts';

/** A running Job. Iterate over it for its events, await `outcome` for its end, or do both. */
export interface JobRun extends AsyncIterable<JobEvent> {
  /** The outcome of the Job. It never rejects. It needs no reader: without one, the logs are not even asked for. */
  readonly outcome: Promise<JobOutcome>;
}

/**
 * Runs a Job and follows it to its end. It makes the Job, or adopts an existing one with the same content. It gives
 * each step's start, log lines and finish as they happen. Then it says how the Job ended, and why. It begins at once,
 * and never throws or rejects: a refusal of the API server is in the outcome.
 *
 * The events come to one reader, in order, each once, even when connections break. `job-finished` comes once and last.
 * A slow reader holds up the log's connection, and fills no memory. A reader that leaves (`break`) ends the reading,
 * and a second loop finds nothing. The run goes on until `signal` is aborted. With `cleanUp`, `outcome` waits for the
 * reader, until it has asked for nothing for `limits.logs`.
 *
 * A wrong option is in the outcome too, as `option-invalid`, and no Job is made. So is a client that is none, and a Job
 * that is no object.
 *
 * @param client - a KubeConfig of `@kubernetes/client-node`, or a port
 * @param job - `batch/v1`, as `toJob` and `planBackup` give it; with `metadata.generateName` each run is a new Job
 *
 * @example
 * ```ts
 * const run = runJob(kubeConfig, job, { timeout: 3_600_000 });
 * for await (const event of run) if (event.type === 'log-line') console.log(`${event.step}: ${event.text}`);
 * const outcome = await run.outcome;
 * ```
 */
export function runJob(client: ClusterClient, job: SubmittedObject, options: RunJobOptions = {}): JobRun {
  return startRun(client, job, options, [...checkCall(options, runJobRules), ...checkSubmitted(job, 'job')]);
}

/** Runs a Job, or refuses it where something is wrong with its arguments. */
export function startRun(
  client: ClusterClient,
  job: SubmittedObject,
  options: RunJobOptions,
  [wrong, ...more]: ReadonlyArray<Problem<'option-invalid'>>,
): JobRun {
  const settings = runSettings(wrong === undefined ? options : {});
  const { clock, signal } = settings;
  const port = withinBudget(portOf(client), clock, requestsOf(job));
  const queue = eventQueue();
  const bell = newBell();
  const logsOff = latch();
  const readerDone = latch();
  const stepEnds = new Map<string, Latch>();
  let state: RunState | undefined;
  let isClosed = false;
  let hasReader = false;
  /** The time since when the reader has asked for nothing; undefined while it waits for us. */
  let readerAwaySince: number | undefined;

  const tell = (event: JobEvent): void => {
    if (event.type === 'step-finished') endOf(event).open();
    queue.push(event);
    bell.ring();
  };
  const run = async (): Promise<JobOutcome> => {
    const onState = (next: RunState): void => {
      state = next;
      if (next.decision !== undefined) bell.ring();
    };
    const ending =
      wrong === undefined
        ? await superviseJob({ port, settings, job, onState, onEvent: tell }).catch((error: unknown) =>
            refusedOptions([misshapen(error)], job),
          )
        : refusedOptions([wrong, ...more], job);
    isClosed = true;
    for (const end of stepEnds.values()) end.open();
    if (!isDecided(ending)) logsOff.open();
    else signal?.addEventListener('abort', stopLogs);
    bell.ring();
    return cleanUp(port, ending, settings, readToEnd);
  };
  const stopLogs = (): void => logsOff.open();
  const outcome = run().then((ending) => concealOutcome(ending, settings.secrets));
  const events = readEvents();
  return { outcome, [Symbol.asyncIterator]: () => events };

  // The logs are deleted with the Job, so a reader may first read them to their end.
  async function readToEnd(): Promise<void> {
    while (hasReader && !readerDone.signal.aborted && signal?.aborted !== true) {
      const away = readerAwaySince === undefined ? 0 : clock.now() - readerAwaySince;
      if (!(away < settings.limits.logs)) return;
      const turn = latch(readerDone.signal, ...(signal === undefined ? [] : [signal]));
      await clock.sleep(Math.min(settings.limits.logs, 1e9) - away, turn.signal);
      turn.release();
    }
  }

  async function* readEvents(): AsyncGenerator<JobEvent, void, undefined> {
    hasReader = true;
    try {
      const told = narrate({
        clock,
        queue,
        bell,
        isDecided: () => isClosed || state?.decision !== undefined,
        isClosed: () => isClosed,
        openLog,
        limit: settings.limits.logs,
      });
      for await (const event of told) {
        readerAwaySince = clock.now();
        yield concealEvent(event, settings.secrets);
        readerAwaySince = undefined;
      }
      readerDone.open();
      yield { type: 'job-finished', outcome: await outcome };
    } finally {
      readerDone.open();
      logsOff.open();
      signal?.removeEventListener('abort', stopLogs);
    }
  }

  function openLog(instance: StepInstance): AsyncGenerator<JobEvent, void, undefined> {
    const end = endOf(instance);
    // A run that is over gets no more news of its steps, so the log is read only as far as it is now.
    if (isClosed) end.open();
    return followLog({
      port,
      clock,
      namespace: state?.job.namespace ?? port.namespace,
      instance,
      ended: end.signal,
      container: () => containerNow(state, instance),
      signal: settings.logs ? logsOff.signal : AbortSignal.abort(),
      maxLineLength: settings.maxLineLength,
      giveUpAfter: settings.giveUpAfter,
      onRetry: (retry) => tell(retried('log', retry)),
    });
  }

  function endOf(instance: StepInstance): Latch {
    const key = instanceKey(instance);
    const known = stepEnds.get(key);
    if (known !== undefined) return known;
    const made = latch();
    stepEnds.set(key, made);
    return made;
  }
}

// True where the Job itself has ended, so that its logs are worth waiting for.
function isDecided(ending: JobOutcome): boolean {
  return ending.status === 'succeeded' || (ending.status === 'failed' && ending.reason !== 'connection-lost');
}

function containerNow(state: RunState | undefined, { pod, step: name, restarts }: StepInstance): ContainerNow {
  const found = [...(state?.pods.values() ?? [])].find((one) => one.name === pod);
  const step = found?.steps.find((one) => one.name === name);
  if (step === undefined) return { restarts, canRestart: false, isRunning: false, hasEnd: false };
  const isCurrent = step.restarts === restarts;
  const isOver = found?.phase === 'Succeeded' || found?.phase === 'Failed';
  const hasEndedForGood = isOver || (step.phase === 'finished' && step.end?.willRestart === false);
  return {
    restarts: step.restarts,
    canRestart: step.canRestart && !hasEndedForGood,
    isRunning: isCurrent && step.phase === 'running' && found?.isGone === false,
    hasEnd: !isCurrent || step.end !== undefined,
    ...(isCurrent && step.startedAt !== undefined ? { startedAt: step.startedAt } : {}),
  };
}

function refusedOptions(problems: Problems<ClusterProblemCode>, refused: SubmittedObject): JobOutcome {
  const { message } = problems[0];
  const textIn = (field: string): string | undefined => readOr(undefined, () => textAt(refused, 'metadata', field));
  const job = { namespace: textIn('namespace') ?? '', name: textIn('name') ?? textIn('generateName') ?? '' };
  return { status: 'failed', reason: 'not-created', job, steps: [], duration: 0, message, lastLines: [], problems };
}

/** The number of requests that a run may make at once: some for the Job, and some for each log that can be open. */
function requestsOf(job: SubmittedObject): number {
  return readOr(100, () => {
    const spec = fieldAt(job, 'spec');
    const template = fieldAt(spec, 'template', 'spec');
    const containers = listAt(template, 'initContainers').length + listAt(template, 'containers').length;
    const pods = Math.min(100, Math.max(1, numberAt(spec, 'parallelism') ?? 1));
    return 100 + 12 * pods * Math.min(50, containers);
  });
}
