import { describe, expect, it } from 'vitest';
import { clockAt } from './clock.ts';
import { newPace } from './pace.ts';

describe('newPace', () => {
  const clock = clockAt(1, () => 1);

  it('waits longer with each failure in a row, and as long as the server asks where that is longer', () => {
    const pace = newPace(clock);
    expect([1, 2, 3, 4].map(() => pace.afterFailure())).toEqual([500, 1000, 2000, 4000]);
    expect(pace.afterFailure(100_000)).toBe(110_000);
    expect(pace.attempts()).toBe(5);
    pace.reset();
    expect([pace.attempts(), pace.afterFailure()]).toEqual([0, 500]);
  });

  it('waits two seconds at most after streams that bring something and end too early', () => {
    const pace = newPace(clock);
    expect([1, 2, 3, 4, 5].map(() => pace.afterShortUse())).toEqual([500, 1000, 2000, 2000, 2000]);
  });
});
