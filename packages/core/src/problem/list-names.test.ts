import { expect, it } from 'vitest';
import { listNames } from './list-names.ts';

it.each([
  [[], ''],
  [['a'], '`a`'],
  [['a', 'b'], '`a` and `b`'],
  [['a', 'b', 'c'], '`a`, `b` and `c`'],
])('lists %j', (names, text) => {
  expect(listNames(names)).toBe(text);
});

it('lists a choice', () => {
  expect(listNames(['a', 'b'], 'or')).toBe('`a` or `b`');
});
