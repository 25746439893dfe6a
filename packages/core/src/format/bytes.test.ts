import { describe, expect, it } from 'vitest';
import { byteFault } from './bytes.ts';

describe('byteFault', () => {
  it.each(['0', '1', '128Mi', '1Gi', '1.5Gi', '0.5Ki', '1e3', '1000m', '0.001k'])('takes %s', (text) => {
    expect(byteFault(text)).toBeUndefined();
  });

  it.each([
    ['128m', '0.128 bytes', '128Mi'],
    ['512m', '0.512 bytes', '512Mi'],
    ['1.6Gi', 'about 1717986918 bytes', '1639Mi'],
    ['100m', '0.1 bytes', '100Mi'],
    ['0.5', '0.5 bytes', '1'],
    ['1500m', '1.5 bytes', '1500Mi'],
    ['100n', '1e-7 bytes', '100Mi'],
    ['1.1Ki', 'about 1126 bytes', '1127'],
    ['20.3Gi', 'about 21796959027 bytes', '21Gi'],
  ])('warns of %s', (text, words, hint) => {
    expect(byteFault(text)).toMatchObject({
      code: 'fractional-bytes',
      severity: 'warning',
      message: expect.stringContaining(words),
      hint: `did you mean ${hint}?`,
    });
  });

  it.each(['', 'a lot', '-1', '1GB'])('refuses %o', (text) => {
    expect(byteFault(text)).toMatchObject({ code: 'invalid-quantity', severity: 'error' });
  });
});
