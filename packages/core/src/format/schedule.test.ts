import { expect, test } from 'vitest';
import { isSchedule, neverComes, scheduleFault } from './schedule.ts';

test.each([
  '*/5 * * * *',
  '0 3 * * 1-5',
  '0 0 1,15 * ?',
  '0 0 * JAN-mar sun',
  '@daily',
  '@every 1h30m',
  '0-30/10 * * * *',
  '  5   4 * * 0 ',
  '5/15 * * * *',
])('%j is a schedule', (text) => expect(isSchedule(text)).toBe(true));

test.each([
  ['', 'empty'],
  ['* * * *', '4 fields'],
  ['* * * * * *', '6 fields'],
  ['0 0 3 * * *', 'no seconds'],
  ['60 * * * *', '`60` is out of range for the minute'],
  ['* 24 * * *', '`24` is out of range for the hour'],
  ['* * 0 * *', '`0` is out of range for the day of month'],
  ['* * L * *', '`L` is no day of month'],
  ['* * * 13 *', '`13` is out of range for the month'],
  ['* * * * 7', '`7` is out of range for the day of week'],
  ['* * * * monday', '`monday` is no day of week'],
  ['5-1 * * * *', 'ends before it begins'],
  ['*/0 * * * *', 'no step'],
  ['*/x * * * *', 'no step'],
  ['@reboot', '`@reboot` is no schedule'],
  ['@every', 'no duration'],
  ['@every 0s', 'no duration'],
  ['@every 1d', 'no duration'],
  ['daily', '`daily` is no schedule'],
  ['1, * * * *', '`` is no minute'],
  ['1-2-3 * * * *', 'is no range'],
  ['CRON_TZ=Europe/Berlin 0 3 * * *', 'time zone'],
])('%j is none: %s', (text, message) => {
  expect(isSchedule(text)).toBe(false);
  expect(scheduleFault(text)?.message).toContain(message);
});

test.each([
  ['0 0 3 * * *', '0 3 * * *'],
  ['@dayly', '@daily'],
  ['Weekly', '@weekly'],
])('%j was meant to be %j', (text, replacement) => expect(scheduleFault(text)?.replacement).toBe(replacement));

test.each([
  ['0 0 30 2 *', true],
  ['0 0 31 2,4,6,9,11 *', true],
  ['0 0 30/1 feb *', true],
  ['0 0 31 4-6 *', false],
  ['0 0 29 2 *', false],
  ['0 0 30 2 1', false],
  ['0 0 * 2 *', false],
  ['0 0 */30 2 *', false],
  ['0 0 28,30 2 *', false],
  ['@yearly', false],
  ['99 0 30 2 *', false],
])('the days of %j never come: %s', (text, never) => expect(neverComes(text)).toBe(never));
