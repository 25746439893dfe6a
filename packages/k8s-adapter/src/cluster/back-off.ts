const firstDelay = 500;
const longestDelay = 30_000;
const longestRetryAfter = 300_000;

/**
 * How long to wait before an attempt is repeated: 0.5, 1, 2, ... up to 30 seconds, of which a random half is taken off,
 * so that many clients do not come back at one moment. A server that names a time only ever lengthens that: it is given
 * its time, but five minutes at most, and up to a tenth more.
 *
 * @param attempt - how many attempts have failed in a row, from 1
 * @param random - from 0 up to 1
 * @param retryAfter - milliseconds that the server asked for
 * @returns milliseconds, at least 250
 */
export function backOff(attempt: number, random: number, retryAfter = 0): number {
  const delay = Math.min(longestDelay, firstDelay * 2 ** Math.min(attempt - 1, 16)) * (0.5 + random / 2);
  return Math.round(Math.max(delay, Math.min(retryAfter, longestRetryAfter) * (1 + random / 10)));
}
