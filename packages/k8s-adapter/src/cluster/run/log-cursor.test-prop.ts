import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logCursor, splitTimestamp } from './log-cursor.ts';

/** A log whose lines come in bursts, several at one time, now and then one stamped a little before the one above it. */
const log = fc.array(fc.integer({ min: -3, max: 1500 }), { maxLength: 60 }).map((steps) => {
  let time = Date.parse('2026-01-01T00:00:00Z');
  return steps.map((step, index) => {
    time += step;
    return { time: new Date(time).toISOString().replace('Z', '000000Z'), text: `line ${index}` };
  });
});

describe('a log that is read with interruptions', () => {
  it('gives each line once and in order, wherever the readings break off', () => {
    fc.assert(
      fc.property(log, fc.array(fc.nat(30), { maxLength: 20 }), (lines, breaks) => {
        const cursor = logCursor();
        const given: Array<string> = [];
        for (const length of [...breaks, lines.length]) {
          const since = cursor.sinceTime();
          const from = since === undefined ? 0 : Date.parse(since);
          cursor.rewind();
          for (const line of lines.filter((one) => Date.parse(one.time) >= from).slice(0, length)) {
            if (cursor.accept(line.time)) given.push(line.text);
          }
        }
        expect(given).toEqual(lines.map((line) => line.text));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the rest when old lines have been rotated away', () => {
    const cursor = logCursor();
    const time = (second: number): string => `2026-01-01T00:00:0${second}.000000000Z`;
    for (const second of [1, 2, 3]) cursor.accept(time(second));
    cursor.rewind();
    expect([3, 4].map((second) => cursor.accept(time(second)))).toEqual([false, true]);
  });

  it('remembers no more than a bounded number of times', () => {
    const cursor = logCursor();
    const time = (index: number): string => new Date(index).toISOString();
    for (let index = 0; index < 50_000; index += 1) cursor.accept(time(index));
    cursor.rewind();
    expect([48_900, 48_999, 49_999].map((index) => cursor.accept(time(index)))).toEqual([false, false, false]);
    expect(cursor.accept(time(50_000))).toBe(true);
  });
});

describe('splitTimestamp', () => {
  it.each([
    ['2026-01-01T00:00:00.123456789Z hello world', 'hello world'],
    ['2026-01-01T00:00:00.123456789+02:00 x', 'x'],
    ['2026-01-01T00:00:00.123456789Z ', ''],
    ['2026-01-01T00:00:00.123456789Z', ''],
    ['2026-01-01T00:00:00.123456789Z  indented', ' indented'],
    ['unable to retrieve container logs', undefined],
    ['2026-13-99Tnonsense x', undefined],
  ])('cuts the time off %j', (line, text) => {
    expect(splitTimestamp(line)?.text).toBe(text);
  });
});
