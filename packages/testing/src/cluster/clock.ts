import { asUsed, expectOptions } from '../usage-error.ts';

/** The clock of a server and its kubelet. A Clock of `@stash-functions/k8s-adapter/cluster` is one. */
export interface ServerClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Waits so many milliseconds. When the signal is aborted it resolves early. It never rejects. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** A clock that stands still until a test moves it. The server, its kubelet and the code under test share it. */
export interface TestClock extends ServerClock {
  /** Gives always a half, so that jitter is the same each time. */
  readonly random: () => number;
  /**
   * Moves the time on. Each waiting function wakes at its time, one after the other. The time then stands still until
   * the servers that go by it have answered its requests, which take real time.
   *
   * @param milliseconds - the time to move on, 0 or more
   */
  readonly advance: (milliseconds: number) => Promise<void>;
  /** The number of waiting functions. */
  readonly waiting: () => number;
  /** Has the time stand still until something else is settled too. A server that goes by the clock adds itself. */
  readonly settleBy: (settled: () => Promise<void>) => void;
}

/** The options of a {@link testClock}. */
export interface TestClockOptions {
  /** The time at first; by default the first moment of 2026. */
  readonly start?: Date | undefined;
  /** Milliseconds of real time that a woken function has at least before the time goes on; by default 1. */
  readonly pause?: number | undefined;
}

/** A clock that stands still until a test moves it. */
export function testClock(options: TestClockOptions = {}): TestClock {
  expectOptions('testClock', options, { pause: 'number', start: 'object' });
  const { start = new Date('2026-01-01T00:00:00Z'), pause = 1 } = options;
  let now = asUsed('testClock', () => start.getTime());
  let count = 0;
  const sleepers = new Map<number, { readonly at: number; readonly wake: () => void }>();
  const settlers: Array<() => Promise<void>> = [];
  const settle = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, pause));
    for (const settled of settlers) await settled();
  };
  const earliest = (until: number): { readonly at: number; readonly wake: () => void } | undefined =>
    [...sleepers.values()].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
  return {
    now: () => now,
    random: () => 0.5,
    waiting: () => sleepers.size,
    settleBy: (settled) => settlers.push(settled),
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve();
        count += 1;
        const key = count;
        const wake = (): void => {
          sleepers.delete(key);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        sleepers.set(key, { at: now + Math.max(0, milliseconds), wake });
        signal?.addEventListener('abort', wake);
      }),
    advance: async (milliseconds) => {
      const until = now + milliseconds;
      await settle();
      for (let next = earliest(until); next !== undefined; next = earliest(until)) {
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = until;
    },
  };
}

/** The clock of the machine. */
export const machineClock: ServerClock = {
  now: Date.now,
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, milliseconds);
      signal?.addEventListener('abort', finish);
    }),
};
