import type { Bell } from '../bell.ts';
import { type Clock, leastPatience, systemClock } from '../clock.ts';
import { latch } from '../latch.ts';
import type { EventQueue } from './event-queue.ts';
import type { JobEvent, StepInstance } from './job-event.ts';
import { incompleteLog } from './log-warnings.ts';
import { instanceKey } from './step-progress.ts';

/** The options of {@link narrate}. */
export interface NarrateOptions {
  readonly clock: Clock;
  /** The events of the Job. */
  readonly queue: EventQueue;
  /** Rings when the queue has an event or is closed, and when the run is decided. */
  readonly bell: Bell;
  /** Gives true once the end of the run is known, so that the time for its logs runs. */
  readonly isDecided: () => boolean;
  /** Gives true once the queue gets no more events. */
  readonly isClosed: () => boolean;
  /** Opens the log of a step that has started; the log ends by itself. */
  readonly openLog: (instance: StepInstance) => AsyncGenerator<JobEvent, void, undefined>;
  /** Milliseconds that a decided run waits for its logs. The reader's own time does not count. */
  readonly limit: number;
}

/**
 * Gives the events of a run in the order that a reader expects. The lines of a step stand between its start and its
 * finish, however late its log arrives. Notes about warnings and connections come meanwhile. It reads a log only as
 * fast as its lines are taken: a slow reader holds up the connection, and fills no memory.
 */
export async function* narrate(options: NarrateOptions): AsyncGenerator<JobEvent, void, undefined> {
  const { queue, limit } = options;
  const logs = new Map<string, OpenLog>();
  const patience = logPatience(options);
  try {
    for (;;) {
      const head = queue.peek();
      const isHeld = head?.type === 'step-finished' && logs.has(instanceKey(head));
      const next = isHeld ? queue.shiftNote() : queue.shift();
      if (next !== undefined) {
        if (next.type === 'step-started') logs.set(instanceKey(next), openLog(instanceIn(next), options));
        yield next;
        continue;
      }
      const ready = readyLog(logs);
      if (ready !== undefined) {
        const [key, log] = ready;
        const item = log.next;
        if (item?.done === true) logs.delete(key);
        else if (item !== undefined) {
          log.pull();
          yield item.value;
          // A log that was just served goes to the end, so that steps that run side by side take turns.
          if (logs.size > 1 && logs.delete(key)) logs.set(key, log);
        }
        continue;
      }
      if (head === undefined && logs.size === 0 && options.isClosed()) return;
      if (await patience.wait()) continue;
      for (const [key, log] of logs) {
        logs.delete(key);
        void log.close();
        yield incompleteLog(log.instance, `it could not be had within ${limit / 1000} seconds of the Job's end`);
      }
    }
  } finally {
    patience.end();
    // A generator that waits for its connection ends with the run's signal. It cannot be ended from here.
    for (const log of logs.values()) void log.close();
  }
}

interface OpenLog {
  readonly instance: StepInstance;
  /** The item that waits to be taken. */
  next: IteratorResult<JobEvent, void> | undefined;
  /** Asks for the next item, and rings when it has arrived. */
  readonly pull: () => void;
  readonly close: () => Promise<unknown>;
}

function openLog(instance: StepInstance, options: NarrateOptions): OpenLog {
  const lines = options.openLog(instance);
  const put = (next: IteratorResult<JobEvent, void>): void => {
    log.next = next;
    options.bell.ring();
  };
  const log: OpenLog = {
    instance,
    next: undefined,
    pull: () => {
      log.next = undefined;
      lines.next().then(put, () => put({ done: true, value: undefined }));
    },
    close: () => lines.return(),
  };
  log.pull();
  return log;
}

/** Waits for the bell: without end while the run goes on, and for a limited time in all once it is decided. */
interface LogPatience {
  /** Resolves with true where there is time left. */
  readonly wait: () => Promise<boolean>;
  readonly end: () => void;
}

function logPatience({ bell, clock, isDecided, limit }: NarrateOptions): LogPatience {
  const done = latch();
  let spent = 0;
  let waitsSince: number | undefined;
  let leastUntil: number | undefined;
  const now = (): number => spent + (waitsSince === undefined ? 0 : clock.now() - waitsSince);
  // One timer for all waits: one for each would cost more than the lines themselves.
  const alarm = async (): Promise<void> => {
    await systemClock.sleep(leastPatience, done.signal);
    while (!done.signal.aborted) {
      await clock.sleep(Math.max(1, limit - now()), done.signal);
      bell.ring();
    }
  };
  return {
    wait: async () => {
      if (!isDecided()) {
        await bell.wait();
        return true;
      }
      if (leastUntil === undefined) {
        leastUntil = performance.now() + leastPatience;
        void alarm();
      }
      waitsSince = clock.now();
      await bell.wait();
      spent = now();
      waitsSince = undefined;
      return spent < limit || performance.now() < leastUntil;
    },
    end: done.open,
  };
}

function readyLog(logs: ReadonlyMap<string, OpenLog>): readonly [string, OpenLog] | undefined {
  for (const entry of logs) if (entry[1].next !== undefined) return entry;
  return undefined;
}

function instanceIn({ step, index, pod, restarts }: StepInstance): StepInstance {
  return { step, index, pod, restarts };
}
