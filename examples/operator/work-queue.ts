/** Keys to work on. */
export interface WorkQueue {
  /** Adds a key. A key that waits already is not added twice. One that is being worked on will be worked on again. */
  readonly add: (key: string) => void;
  /** Takes no more work, and resolves when the current work is done. */
  readonly stop: () => Promise<void>;
}

const firstRetry = 500;
const lastRetry = 60_000;

/** Works on one key at a time. A key whose work failed comes again after a while, which is longer each time. */
export function workQueue(work: (key: string) => Promise<'done' | 'again'>): WorkQueue {
  const waiting = new Set<string>();
  const failures = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  let current: Promise<void> | undefined;
  let isStopped = false;

  const add = (key: string): void => {
    if (isStopped) return;
    waiting.add(key);
    current ??= run();
  };
  const run = async (): Promise<void> => {
    for (const key of waiting) {
      if (isStopped) break;
      waiting.delete(key);
      if ((await work(key)) === 'done') failures.delete(key);
      else retry(key);
    }
    current = undefined;
  };
  const retry = (key: string): void => {
    const count = (failures.get(key) ?? 0) + 1;
    failures.set(key, count);
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        add(key);
      },
      Math.min(lastRetry, firstRetry * 2 ** (count - 1)),
    );
    timers.add(timer);
  };
  return {
    add,
    stop: async () => {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
      await current;
    },
  };
}
