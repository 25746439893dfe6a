import { describe, expect, it } from 'vitest';
import { backOff } from './back-off.ts';

describe('backOff', () => {
  it.each([
    [1, 1, undefined, 500],
    [1, 0, undefined, 250],
    [2, 1, undefined, 1000],
    [7, 1, undefined, 30_000],
    [5000, 0, undefined, 15_000],
    [1, 0, 5000, 5000],
    [9, 1, 5000, 30_000],
    [4, 1, 5000, 5500],
    [1, 0, 0, 250],
    [1, 0, 1e12, 300_000],
  ])('waits after failure %i, with chance %d and a Retry-After of %s, %i ms', (attempt, random, retryAfter, delay) => {
    expect(backOff(attempt, random, retryAfter)).toBe(delay);
  });
});
