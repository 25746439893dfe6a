import type { EventQueue } from './event-queue.ts';
import type { JobEvent, StepInstance } from './job-event.ts';
import { instanceKey } from './step-progress.ts';

/** What {@link narrate} takes. */
export interface NarrateOptions {
  /** What happens to the Job. */
  readonly queue: EventQueue;
  /** Rung when the queue has something, or is closed. */
  readonly bell: Bell;
  /** Whether nothing more will be put into the queue. */
  readonly isClosed: () => boolean;
  /** Opens the log of a step that has started; ends by itself. */
  readonly openLog: (instance: StepInstance) => AsyncGenerator<JobEvent, void, undefined>;
}

/** Wakes the one who waits. */
export interface Bell {
  readonly ring: () => void;
  /** Resolves at the next ring. */
  readonly wait: () => Promise<void>;
}

/**
 * Tells the events of a run in the order in which a reader expects them: the lines of a step stand between its start and
 * its finish, however late its log arrives. Reads a log only as fast as its lines are taken, so that a slow reader holds
 * up the connection and not the memory.
 */
export async function* narrate(options: NarrateOptions): AsyncGenerator<JobEvent, void, undefined> {
  const { queue, bell } = options;
  const logs = new Map<string, OpenLog>();
  try {
    for (;;) {
      const head = queue.peek();
      const isHeld = head?.type === 'step-finished' && logs.has(instanceKey(head));
      if (head !== undefined && !isHeld) {
        queue.shift();
        if (head.type === 'step-started') logs.set(instanceKey(head), openLog(options.openLog(instanceIn(head)), bell));
        yield head;
        continue;
      }
      const ready = [...logs].find(([, log]) => log.next !== undefined);
      if (ready !== undefined) {
        const [key, log] = ready;
        const next = log.next;
        if (next?.done === true) logs.delete(key);
        else if (next !== undefined) {
          log.pull();
          yield next.value;
          // Whoever was served goes to the end, so that steps that run side by side take turns.
          if (logs.size > 1 && logs.delete(key)) logs.set(key, log);
        }
        continue;
      }
      if (head === undefined && logs.size === 0 && options.isClosed()) return;
      await bell.wait();
    }
  } finally {
    // A generator that waits for its connection ends with the run's signal; it can't be ended from here.
    for (const log of logs.values()) void log.close();
  }
}

/** A bell that nobody waits for. */
export function newBell(): Bell {
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      wake?.();
      wake = undefined;
    },
    wait: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
  };
}

interface OpenLog {
  /** The item that waits to be taken. */
  next: IteratorResult<JobEvent, void> | undefined;
  /** Asks for the next item, and rings when it is there. */
  readonly pull: () => void;
  readonly close: () => Promise<unknown>;
}

function openLog(lines: AsyncGenerator<JobEvent, void, undefined>, bell: Bell): OpenLog {
  const put = (next: IteratorResult<JobEvent, void>): void => {
    log.next = next;
    bell.ring();
  };
  const log: OpenLog = {
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

function instanceIn({ step, index, pod, restarts }: StepInstance): StepInstance {
  return { step, index, pod, restarts };
}
