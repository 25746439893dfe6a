import { backOff } from './back-off.ts';
import type { Clock } from './clock.ts';

/**
 * How often one loop asks a server. The one place that decides it: a loop tells what became of a request, and waits as
 * long as it is told. A server that answers well is asked at once; one that does not, as rarely as {@link backOff} says.
 */
export interface Pace {
  /** How many attempts have failed in a row. */
  readonly attempts: () => number;
  /**
   * Milliseconds to wait after an attempt that failed.
   *
   * @param retryAfter - milliseconds that the server asked for; it only lengthens
   */
  readonly afterFailure: (retryAfter?: number) => number;
  /**
   * Milliseconds to wait after an attempt that brought something and ended too early all the same: one or two seconds in
   * the long run, because a stream of no more use must not be asked for without end.
   */
  readonly afterShortUse: () => number;
  /** Everything is well: the next failure is the first. */
  readonly reset: () => void;
}

/** Short uses wait as the third failure does, at most. */
const shortUseAttempts = 3;

/** The pace of a loop that begins. */
export function newPace(clock: Clock): Pace {
  let attempts = 0;
  return {
    attempts: () => attempts,
    afterFailure: (retryAfter) => {
      attempts += 1;
      return backOff(attempts, clock.random(), retryAfter);
    },
    afterShortUse: () => {
      attempts = Math.min(attempts + 1, shortUseAttempts);
      return backOff(attempts, clock.random());
    },
    reset: () => {
      attempts = 0;
    },
  };
}
