import { type ClusterClient, portOf } from '../client/from-kube-config.ts';
import type { SubmittedObject } from '../port/cluster-port.ts';
import { cleanUp } from './clean-up.ts';
import { eventQueue } from './event-queue.ts';
import { retried } from './follow-job.ts';
import type { JobEvent, JobOutcome, StepInstance } from './job-event.ts';
import type { RunState } from './job-machine.ts';
import { aborted, type Latch, latch } from './latch.ts';
import { type ContainerNow, followLog } from './log-follower.ts';
import { narrate, newBell } from './narrate.ts';
import { type RunJobOptions, runSettings } from './run-options.ts';
import { instanceKey } from './step-progress.ts';
import { superviseJob } from './supervise-job.ts';

/** A Job that is being run. Iterate over it for what happens, await `outcome` for how it ends, or both. */
export interface JobRun extends AsyncIterable<JobEvent> {
  /** How the Job ended. Never rejects. Needs no reader: without one, the logs are not even asked for. */
  readonly outcome: Promise<JobOutcome>;
}

/**
 * Runs a Job and follows it to its end: makes it, or adopts the one that exists with the same content; tells each step's
 * start, log lines and finish as they happen; and says how it ended, and why. Begins at once, and never throws or
 * rejects: what the API server refuses is in the outcome.
 *
 * The events come to one reader, in order, nothing twice and nothing left out, whatever becomes of the connections;
 * `job-finished` comes once and last. A reader that is slow holds up the log's connection, not the memory; one that
 * leaves (`break`) ends the reading, so that a second loop finds nothing, but not the run: abort `signal` for that. With
 * `cleanUp`, `outcome` waits for the reader, and must not be awaited inside its loop.
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
  const port = portOf(client);
  const settings = runSettings(options);
  const queue = eventQueue();
  const bell = newBell();
  const logsOff = latch();
  const readerDone = latch();
  const stepEnds = new Map<string, Latch>();
  let state: RunState | undefined;
  let isClosed = false;
  let hasReader = false;

  const tell = (event: JobEvent): void => {
    if (event.type === 'step-finished') endOf(event).open();
    queue.push(event);
    bell.ring();
  };
  const run = async (): Promise<JobOutcome> => {
    const onState = (next: RunState): void => {
      state = next;
    };
    const ending = await superviseJob({ port, settings, job, onState, onEvent: tell });
    isClosed = true;
    for (const end of stepEnds.values()) end.open();
    if (!isDecided(ending)) logsOff.open();
    bell.ring();
    // The logs go with the Job: whoever reads them is let to their end before.
    const readToEnd = (): Promise<unknown> => (hasReader ? aborted(readerDone.signal) : Promise.resolve());
    return cleanUp(port, ending, settings, readToEnd);
  };
  const outcome = run();
  const events = readEvents();
  return { outcome, [Symbol.asyncIterator]: () => events };

  async function* readEvents(): AsyncGenerator<JobEvent, void, undefined> {
    hasReader = true;
    try {
      yield* narrate({ queue, bell, isClosed: () => isClosed, openLog });
      readerDone.open();
      yield { type: 'job-finished', outcome: await outcome };
    } finally {
      readerDone.open();
      logsOff.open();
    }
  }

  function openLog(instance: StepInstance): AsyncGenerator<JobEvent, void, undefined> {
    const end = endOf(instance);
    // A run that is over gets no more news of its steps: what there is of the log is all there will be.
    if (isClosed) end.open();
    return followLog({
      port,
      clock: settings.clock,
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

// Whether the Job itself has come to an end, so that its logs are worth waiting for.
function isDecided(ending: JobOutcome): boolean {
  return ending.status === 'succeeded' || (ending.status === 'failed' && ending.reason !== 'connection-lost');
}

function containerNow(state: RunState | undefined, { pod, index, restarts }: StepInstance): ContainerNow {
  const found = [...(state?.pods.values() ?? [])].find((one) => one.name === pod);
  const step = found?.steps[index];
  const canRestart = found?.canRestart === true;
  if (step === undefined) return { restarts, canRestart };
  const endedAt = canRestart && step.restarts === restarts ? step.end?.finishedAt : undefined;
  return { restarts: step.restarts, canRestart, ...(endedAt === undefined ? {} : { endedAt }) };
}
