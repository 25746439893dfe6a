import { backOff } from './back-off.ts';
import type { Clock } from './clock.ts';

/**
 * The pace at which one loop asks a server. It alone decides: a loop reports each outcome, and waits as long as it is
 * told. A server that answers well is asked again at once. One that does not is asked as rarely as {@link backOff}
 * says.
 */
export interface Pace {
  /** The number of attempts that failed in a row. */
  readonly attempts: () => number;
  /**
   * The milliseconds to wait after a failed attempt.
   *
   * @param retryAfter - milliseconds that the server asked for; they only lengthen the wait
   */
  readonly afterFailure: (retryAfter?: number) => number;
  /**
   * The milliseconds to wait after an attempt that brought something, but ended too early. In the long run they are one
   * or two seconds, because a stream that is of no use must not be asked for without end.
   */
  readonly afterShortUse: () => number;
  /** Reports that all is well: the next failure counts as the first. */
  readonly reset: () => void;
}

/** Short uses wait at most as long as the third failure does. */
const shortUseAttempts = 3;

/** The pace of a new loop. */
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
