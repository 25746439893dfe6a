import { expect, test } from 'vitest';
import { isSchedule } from './schedule.ts';

test.each([
  '*/5 * * * *',
  '0 3 * * 1-5',
  '0 0 1,15 * ?',
  '0 0 * JAN-mar sun',
  '@daily',
  '@every 1h30m',
  '0-30/10 * * * *',
])('%j is a schedule', (text) => expect(isSchedule(text)).toBe(true));

test.each([
  '',
  '* * * *',
  '* * * * * *',
  '60 * * * *',
  '* 24 * * *',
  '* * 0 * *',
  '* * * 13 *',
  '* * * * 7',
  '5-1 * * * *',
  '*/0 * * * *',
  '@reboot',
  '@every',
  '@every 0s',
  '1, * * * *',
  '1-2-3 * * * *',
])('%j is none', (text) => expect(isSchedule(text)).toBe(false));
