import { expect, test } from 'vitest';
import { durationFault, parseDuration } from './duration.ts';

test.each([
  ['30m', 1800],
  ['1h30m', 5400],
  ['2.5s', 3],
  ['300ms', 1],
  ['0', 0],
  ['', undefined],
  ['30', undefined],
  ['1d', undefined],
  ['-5m', undefined],
])('the duration %j has %s seconds', (text, seconds) => expect(parseDuration(text)).toBe(seconds));

test.each(['30m', '1h30m', '.5s', '+1h'])('%j has no fault', (text) => expect(durationFault(text)).toBeUndefined());

test.each([
  ['30', 'has no unit', undefined],
  ['1d', 'is no duration', '24h'],
  ['2 weeks', 'is no duration', '336h'],
  ['30 min', 'is no duration', '30m'],
  ['1h 30m', 'is no duration', '1h30m'],
  ['5x', 'is no duration', undefined],
  ['soon', 'is no duration', undefined],
  ['-5m', 'is below zero', '5m'],
  ['0s', 'is no time at all', undefined],
  [' ', 'is empty', undefined],
])('%j %s', (text, message, replacement) => {
  expect(durationFault(text)?.message).toContain(message);
  expect(durationFault(text)?.replacement).toBe(replacement);
});
