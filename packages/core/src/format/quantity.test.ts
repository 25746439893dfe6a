import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuantity } from './quantity.ts';

test.each([
  ['1', 1_000_000_000n],
  ['500m', 500_000_000n],
  ['0.5', 500_000_000n],
  ['.5', 500_000_000n],
  ['5.', 5_000_000_000n],
  ['1e3', 1_000_000_000_000n],
  ['1E3', 1_000_000_000_000n],
  ['1E', 10n ** 27n],
  ['12e-3', 12_000_000n],
  ['1Ki', 1_024_000_000_000n],
  ['1.5Gi', 1_610_612_736_000_000_000n],
  ['1n', 1n],
  ['0.1n', 1n],
  ['-1', -1_000_000_000n],
  ['+2', 2_000_000_000n],
])('%s is %s billionths', (text, expected) => expect(parseQuantity(text)).toBe(expected));

test.each(['', 'Gi', '1 Gi', '1gi', '1K', '1e', '1e1.5', '0x1', '--1', '1,5', '٣', 'Infinity', '1mi'])(
  '%j is none',
  (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  },
);

test('an exponent of any size is answered at once', () => {
  expect(parseQuantity('1e999999999')).toBeGreaterThan(10n ** 100n);
  expect(parseQuantity('1e-999999999')).toBe(1n);
});

test('whole numbers and their parts of a thousand compare as numbers do', () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.nat(1e9), (left, right) => {
      const [one = 0n, two = 0n] = [parseQuantity(`${left}`), parseQuantity(`${right}m`)];
      expect(one > two).toBe(left > right / 1000);
    }),
  );
});
