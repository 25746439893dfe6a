const firstDelay = 500;
const longestDelay = 30_000;
const longestRetryAfter = 300_000;

/**
 * The wait before an attempt is repeated: 0.5, 1, 2, ... up to 30 seconds. A random part of it, up to half, is taken
 * off, so that many clients do not come back at once. A server that asks for a wait can only lengthen it. It gets the
 * time that it asks for, five minutes at most, and up to a tenth more.
 *
 * @param attempt - the number of attempts that failed in a row, from 1
 * @param random - from 0 up to 1
 * @param retryAfter - milliseconds that the server asked for
 * @returns milliseconds, at least 250
 */
export function backOff(attempt: number, random: number, retryAfter = 0): number {
  const delay = Math.min(longestDelay, firstDelay * 2 ** Math.min(attempt - 1, 16)) * (0.5 + random / 2);
  return Math.round(Math.max(delay, Math.min(retryAfter, longestRetryAfter) * (1 + random / 10)));
}
