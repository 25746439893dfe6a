import { left, right } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { clockAt } from './clock.ts';
import { retrying } from './retry.ts';

const clock = clockAt(10_000, () => 0);
const refusal = (code: number, retryAfter?: number) => ({
  code,
  reason: 'No',
  message: 'no',
  causes: [],
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

describe('retrying', () => {
  it('waits as long as the server asks', async () => {
    const delays: Array<number> = [];
    let calls = 0;
    const call = async () => (calls++ === 0 ? left(refusal(429, 100_000)) : right('done'));
    const onRetry = ({ delay }: { readonly delay: number }): number => delays.push(delay);
    expect(await retrying(call, { clock, onRetry })).toEqual(right('done'));
    expect(delays).toEqual([100_000]);
  });

  it('does not repeat what is refused for good', async () => {
    let calls = 0;
    const call = async () => {
      calls += 1;
      return left(refusal(403));
    };
    expect(await retrying(call, { clock })).toEqual(left(refusal(403)));
    expect(calls).toBe(1);
  });
});
