/**
 * Time, as far as a run needs it: what the hour is, and waiting. Replaced in tests by a clock that runs faster.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /**
   * Waits that many milliseconds. Resolves early, never rejects, when the signal is aborted, and leaves nothing behind
   * on the signal.
   */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** A number from 0 up to 1, for the jitter of a back-off. */
  readonly random: () => number;
}

/** Node turns a longer delay, in milliseconds, into one millisecond: a wait that is longer is made of several. */
const longestTimer = 2_147_483_647;

/** The clock of the machine, with the jitter of `Math.random`. */
export const systemClock: Clock = clockAt(1);

/**
 * A clock that runs `speed` times as fast as the machine's: a wait of a second lasts a second divided by `speed`.
 *
 * @param speed - above 0; 1 is real time
 * @param random - where the jitter comes from; seeded in tests
 */
export function clockAt(speed: number, random: () => number = Math.random): Clock {
  const start = Date.now();
  const mono = performance.now();
  const now = (): number => start + (performance.now() - mono) * speed;
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
      let timer = wait(milliseconds / speed);
      signal?.addEventListener('abort', finish);
    });
  return { now, sleep, random };
}

/** Milliseconds of the machine's own time. */
export const leastPatience = 250;

/**
 * Waits as {@link Clock.sleep} does, and for at least {@link leastPatience}: what a network is waited for must not be given
 * up by a clock that runs faster than any network.
 */
export async function patience(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  await Promise.all([clock.sleep(milliseconds, signal), systemClock.sleep(leastPatience, signal)]);
}
