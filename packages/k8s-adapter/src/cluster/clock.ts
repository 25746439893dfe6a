import { listenTo } from './latch.ts';

/** The two things that a run needs of time: reading it, and waiting. Tests replace it by a clock that runs faster. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /**
   * Waits so many milliseconds. It never rejects. When the signal is aborted it resolves early, and it leaves no
   * listener on the signal.
   */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** A number from 0 up to 1, for the jitter of a back-off. */
  readonly random: () => number;
}

/**
 * The longest delay of a timer, in milliseconds. Node turns a longer one into one millisecond, so a long wait is made
 * of several.
 */
export const longestTimer = 2_147_483_647;

/** The clock of the machine, with the jitter of `Math.random`. */
export const systemClock: Clock = clockAt(1);

/**
 * A clock that runs `speed` times as fast as that of the machine: a wait of one second takes a second divided by
 * `speed`.
 *
 * @param speed - above 0; 1 is real time, and so is any other value
 * @param random - the source of the jitter; seeded in tests
 */
export function clockAt(speed: number, random: () => number = Math.random): Clock {
  const rate = typeof speed === 'number' && speed > 0 ? speed : 1;
  const start = Date.now();
  const mono = performance.now();
  const now = (): number => start + (performance.now() - mono) * rate;
  const sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const wait = (left: number): NodeJS.Timeout =>
        setTimeout(
          () => {
            if (left <= longestTimer) return finish();
            timer = wait(left - longestTimer);
          },
          Math.min(left, longestTimer),
        );
      // Node warns of a time below 0, and of one that is no number.
      let timer = wait(milliseconds > 0 ? milliseconds / rate : 0);
      if (signal !== undefined) listenTo(signal, finish);
    });
  return { now, sleep, random };
}

/** The shortest {@link patience}, in milliseconds of the machine's own time. */
export const leastPatience = 250;

/**
 * Waits as {@link Clock.sleep} does, but at least {@link leastPatience}. No network is as fast as the clock of a test,
 * and the wait for one must not end too early.
 */
export async function patience(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  await Promise.all([clock.sleep(milliseconds, signal), systemClock.sleep(leastPatience, signal)]);
}
