import { checkOptions } from '@stash-functions/core/decode';
import { type Bell, newBell } from '../bell.ts';
import type { ClusterClient } from '../client/from-kube-config.ts';
import { aborted, type Latch, latch } from '../latch.ts';
import { checkCall, checkSubmitted } from '../port/check-call.ts';
import type { SubmittedObject } from '../port/cluster-port.ts';
import type { JobEvent, JobOutcome } from './job-event.ts';
import { type JobRun, startRun } from './run-job.ts';
import { type RunJobOptions, runJobRules } from './run-options.ts';

/** The options of `runJobs`. */
export interface RunJobsOptions extends RunJobOptions {
  /** The number of Jobs that run at one time; by default 4, and at least 1. */
  readonly concurrency?: number | undefined;
}

/** Running Jobs. */
export interface JobsRun extends AsyncIterable<JobsEvent> {
  /** The outcome of each Job, in the order of the Jobs. It never rejects. */
  readonly outcomes: Promise<ReadonlyArray<JobOutcome>>;
}

/** An event of one of several Jobs. */
export interface JobsEvent {
  /** The place of the Job in the list, from 0. */
  readonly index: number;
  readonly event: JobEvent;
}

/**
 * Runs Jobs in their order, a limited number at one time. Each runs as with `runJob`, with the same options; `timeout`
 * counts for each from its own start. A Job that fails does not stop the others. Once the signal is aborted, Jobs that
 * have not begun are never made and end as `aborted` too.
 *
 * The events come to one reader, as they happen. Events of one Job are in the order of `runJob`. While there is a
 * reader, a Job makes room for the next one when its last event has been read.
 *
 * Wrong options are in the outcome of each Job. Where the Jobs are no list, there is one outcome, which says so.
 */
export function runJobs(
  client: ClusterClient,
  jobs: ReadonlyArray<SubmittedObject>,
  options: RunJobsOptions = {},
): JobsRun {
  const wrong = [
    ...checkOptions({ jobs: jobs ?? null }, { jobs: 'list' }),
    ...checkCall(options, { ...runJobRules, concurrency: 'number' }),
  ];
  const { concurrency = 4, ...rest } = wrong.length === 0 ? options : {};
  const all = Array.isArray(jobs) ? jobs : [{}];
  const bell = newBell();
  const started: Array<StartedRun> = [];
  let hasReader = false;
  const finished: Array<JobOutcome> = [];
  let next = 0;
  // A value that is no number counts as 1.
  let open = concurrency >= 1 ? Math.floor(Math.min(concurrency, all.length)) : 1;

  const worker = async (): Promise<void> => {
    for (let index = next++; index < all.length; index = next++) {
      const job: SubmittedObject = all[index];
      const run = startRun(client, job, rest, [...wrong, ...checkSubmitted(job, 'job')]);
      const read = latch();
      started.push({ index, run, read });
      bell.ring();
      finished[index] = await run.outcome;
      if (hasReader) await aborted(read.signal);
    }
    open -= 1;
    bell.ring();
  };
  const workers = Array.from({ length: open }, worker);
  return {
    outcomes: Promise.all(workers).then(() => finished),
    [Symbol.asyncIterator]: () => readEvents(),
  };

  async function* readEvents(): AsyncGenerator<JobsEvent, void, undefined> {
    hasReader = true;
    const leave = (): void => {
      hasReader = false;
      for (const { read } of started) read.open();
    };
    yield* merge(started, bell, () => open === 0, leave);
  }
}

interface StartedRun {
  readonly index: number;
  readonly run: JobRun;
  /** Opens when its last event has been read. */
  readonly read: Latch;
}

async function* merge(
  started: Array<StartedRun>,
  bell: Bell,
  isDone: () => boolean,
  leave: () => void,
): AsyncGenerator<JobsEvent, void, undefined> {
  const readers = new Map<number, Reader>();
  try {
    for (;;) {
      for (const one of started.splice(0)) readers.set(one.index, reader(one, bell));
      const ready = [...readers].find(([, one]) => one.next !== undefined);
      if (ready === undefined) {
        if (readers.size === 0 && isDone()) return;
        await bell.wait();
        continue;
      }
      const [index, one] = ready;
      const { next } = one;
      // A Job that was just served goes to the end, so that the Jobs take turns.
      readers.delete(index);
      if (next === undefined || next.done === true) {
        one.read.open();
        continue;
      }
      one.pull();
      readers.set(index, one);
      yield { index, event: next.value };
    }
  } finally {
    leave();
    for (const one of readers.values()) {
      one.read.open();
      void one.close();
    }
  }
}

interface Reader {
  /** The event that waits to be taken. */
  next: IteratorResult<JobEvent> | undefined;
  readonly read: Latch;
  readonly pull: () => void;
  readonly close: () => Promise<unknown> | undefined;
}

function reader({ run, read }: StartedRun, bell: Bell): Reader {
  const events = run[Symbol.asyncIterator]();
  const made: Reader = {
    next: undefined,
    read,
    pull: () => {
      made.next = undefined;
      void events.next().then((next) => {
        made.next = next;
        bell.ring();
      });
    },
    close: () => events.return?.(),
  };
  made.pull();
  return made;
}
