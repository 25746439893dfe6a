import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logCursor, splitTimestamp } from './log-cursor.ts';

/**
 * A log whose lines come in bursts, several at one time. Now and then one has a slightly earlier time than the line
 * above it.
 */
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
            if (cursor.accept(line.time, line.text)) given.push(line.text);
          }
        }
        expect(given).toEqual(lines.map((line) => line.text));
      }),
      { numRuns: 300 },
    );
  });

  it('gives each line once where a stream begins a file twice, wherever and however long', () => {
    fc.assert(
      fc.property(log, fc.nat(60), fc.nat(60), (lines, from, length) => {
        const cursor = logCursor();
        const end = from + length;
        const twice = [...lines.slice(0, end), ...lines.slice(from, end), ...lines.slice(end)];
        // Nobody can tell a repeated line from two equal lines of one time.
        fc.pre(
          (lines[from]?.time ?? '') <
            (lines
              .slice(0, end)
              .map((one) => one.time)
              .sort()
              .at(-1) ?? ''),
        );
        const given = twice.filter((line) => cursor.accept(line.time, line.text)).map((line) => line.text);
        expect(given).toEqual(lines.map((line) => line.text));
      }),
      { numRuns: 300 },
    );
  });

  it('gives each line once where a log with a file that is begun twice is read again and again', () => {
    const cursor = logCursor();
    const at = (second: number): string => `2026-01-01T00:00:0${second}.000000000Z`;
    const given: Array<number> = [];
    for (let reading = 0; reading < 3; reading += 1) {
      cursor.rewind();
      for (const second of [0, 1, 2, 1, 2, 3, 4]) if (cursor.accept(at(second), `line ${second}`)) given.push(second);
    }
    expect(given).toEqual([0, 1, 2, 3, 4]);
  });

  it('gives each line once where thousands of them are begun twice', () => {
    const cursor = logCursor();
    const lines = Array.from({ length: 5000 }, (_, index) => new Date(index).toISOString());
    const given = [...lines.slice(0, 4000), ...lines.slice(1000)].filter((time) => cursor.accept(time, time));
    expect(given).toEqual(lines);
  });

  it('keeps lines of one time apart from lines that come again', () => {
    const cursor = logCursor();
    const at = (nano: number): string => `2026-01-01T00:00:00.00000000${nano}Z`;
    const lines = [
      [5, 'a'],
      [4, 'b'],
      [4, 'c'],
      [5, 'a'],
    ] as const;
    expect(lines.map(([nano, text]) => cursor.accept(at(nano), text))).toEqual([true, true, true, true]);
  });

  it('tells whether the last line has come again', () => {
    const cursor = logCursor();
    const time = (second: number): string => `2026-01-01T00:00:0${second}.000000000Z`;
    for (const second of [1, 2]) cursor.accept(time(second), 'a');
    cursor.rewind();
    cursor.accept(time(1), 'a');
    expect(cursor.hasOverlap()).toBe(false);
    cursor.accept(time(2), 'a');
    expect(cursor.hasOverlap()).toBe(true);
    cursor.rewind();
    expect([cursor.accept(time(3), 'a'), cursor.hasOverlap()]).toEqual([true, false]);
  });

  it('gives the rest when old lines have been rotated away', () => {
    const cursor = logCursor();
    const time = (second: number): string => `2026-01-01T00:00:0${second}.000000000Z`;
    for (const second of [1, 2, 3]) cursor.accept(time(second), 'a');
    cursor.rewind();
    expect([3, 4].map((second) => cursor.accept(time(second), 'a'))).toEqual([false, true]);
  });

  it('knows each of several lines of the last time when they come again', () => {
    const cursor = logCursor();
    const time = '2026-01-01T00:00:05.000000000Z';
    for (const text of ['a', 'b', 'c']) cursor.accept(time, text);
    cursor.rewind();
    expect(['a', 'b', 'c', 'd'].map((text) => cursor.accept(time, text))).toEqual([false, false, false, true]);
  });

  it('gives a late line whose time had a line that was rotated away', () => {
    const cursor = logCursor();
    const time = (second: number): string => `2026-01-01T00:00:0${second}.000000000Z`;
    for (const second of [1, 2, 3]) cursor.accept(time(second), 'a');
    cursor.rewind();
    // 1 and 2 are gone from the file; behind a new line none of them can come any more.
    const rest = [
      [3, 'a'],
      [4, 'a'],
      [2, 'late'],
    ] as const;
    expect(rest.map(([second, text]) => cursor.accept(time(second), text))).toEqual([false, true, true]);
  });

  it('remembers 1,024 times, and takes what is older for given', () => {
    const time = (index: number): string => new Date(index).toISOString();
    const full = (): ReturnType<typeof logCursor> => {
      const cursor = logCursor();
      for (let index = 0; index < 5000; index += 1) cursor.accept(time(index), 'a');
      return cursor;
    };
    expect(full().accept(time(5000 - 1024), 'late')).toBe(true);
    expect(full().accept(time(5000 - 1025), 'late')).toBe(false);
  });

  it('remembers no more than a bounded number of times', () => {
    const cursor = logCursor();
    const time = (index: number): string => new Date(index).toISOString();
    for (let index = 0; index < 50_000; index += 1) cursor.accept(time(index), 'a');
    cursor.rewind();
    expect([48_900, 48_999, 49_999].map((index) => cursor.accept(time(index), 'a'))).toEqual([false, false, false]);
    expect(cursor.accept(time(50_000), 'a')).toBe(true);
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
