/**
 * The place of a reader in a container's log. With it the log can be read again from a little before, so that no line
 * comes twice and none is lost. Four things make this hard:
 *
 * - Kubelets look at whole seconds of `sinceTime`, so lines come again.
 * - The two streams of a container get their times apart, so a line may be a little older than the one before it.
 * - Several lines may have the same time.
 * - A kubelet that follows a log through its rotation may begin the new file twice within one stream.
 */
export interface LogCursor {
  /** Begins a reading: the earlier lines are expected to come again. */
  readonly rewind: () => void;
  /** Takes the next line of the reading; true for a new line. */
  readonly accept: (time: string, text: string) => boolean;
  /** True for a line that was given, as far as the cursor remembers. */
  readonly has: (time: string, text: string) => boolean;
  /** True once the last given line has come again in this reading: nothing is missing before the lines after it. */
  readonly hasOverlap: () => boolean;
  /** True before the first line. */
  readonly isEmpty: () => boolean;
  /** The time to ask the kubelet for: a second before the last line. It is undefined before the first line. */
  readonly sinceTime: () => string | undefined;
}

/** The number of different times to remember. Lines older than all of them count as given. */
const timesKept = 1024;

/** A cursor at the beginning of a log. */
export function logCursor(): LogCursor {
  // The fingerprints of the given lines by their time, in the order in which the times first came.
  const given = new Map<string, Array<number>>();
  // The number of lines of each time that are expected to come again.
  let expected = new Map<string, number>();
  let isRewound = false;
  let overlaps = false;
  let forgotten = '';
  // The time of the last given line, and the latest time of all.
  let last = '';
  let latest = '';

  return {
    rewind: () => {
      isRewound = true;
      overlaps = false;
      expected = countsOf(given);
    },
    accept: (time, text) => {
      const key = sortableTime(time);
      const mark = fingerprint(text);
      // A known line that is not expected: the stream has gone back to earlier lines.
      if (!expected.has(key) && isKnown(key, mark)) expected = countsOf(given);
      const count = expected.get(key);
      if (count !== undefined) {
        if (count === 1) expected.delete(key);
        else expected.set(key, count - 1);
        if (key === last) overlaps = true;
        return false;
      }
      if (key <= forgotten && (isRewound || expected.size > 0)) return false;
      // Lines come again in their order, so no old line comes after a new one.
      if (expected.size > 0) expected = new Map();
      remember(key, mark);
      return true;
    },
    has: (time, text) => given.get(sortableTime(time))?.includes(fingerprint(text)) === true,
    hasOverlap: () => overlaps,
    isEmpty: () => last === '',
    sinceTime: () => {
      if (latest === '') return undefined;
      return `${new Date(Date.parse(`${latest.slice(0, 19)}Z`) - 1000).toISOString().slice(0, 19)}Z`;
    },
  };

  // Lines of one time stand side by side. So a given line that is older than the last one is the same line again.
  function isKnown(key: string, mark: number): boolean {
    return key < latest && (key <= forgotten || given.get(key)?.includes(mark) === true);
  }

  function remember(key: string, mark: number): void {
    const marks = given.get(key);
    if (marks === undefined) given.set(key, [mark]);
    else marks.push(mark);
    last = key;
    if (key > latest) latest = key;
    if (given.size <= timesKept) return;
    const oldest = given.keys().next().value;
    if (oldest === undefined) return;
    given.delete(oldest);
    if (oldest > forgotten) forgotten = oldest;
  }
}

/** Cuts off the time that `timestamps` puts before a line; undefined for a line without one. */
export function splitTimestamp(line: string): { readonly time: string; readonly text: string } | undefined {
  // This is the form of every runtime. The other forms of RFC 3339 take longer.
  if (line.charCodeAt(30) === blank && fixedTime.test(line)) return { time: line.slice(0, 30), text: line.slice(31) };
  const [head, time] = /^(\d{4}-\d\d-\d\dT\S+) ?/.exec(line) ?? [];
  if (head === undefined || time === undefined || Number.isNaN(Date.parse(time))) return undefined;
  return { time, text: line.slice(head.length) };
}

/** An RFC 3339 time as text that sorts by time: in UTC, with nine digits of a second. */
function sortableTime(time: string): string {
  if (time.length === 30 && time.charCodeAt(29) === utc) return time;
  const seconds = new Date(Math.floor(Date.parse(time) / 1000) * 1000).toISOString().slice(0, 19);
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? '';
  return `${seconds}.${fraction.padEnd(9, '0').slice(0, 9)}Z`;
}

const fixedTime = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d\.\d{9}Z /;
const blank = 32;
const utc = 90;

/** The number of characters at each end of a line that tell it from others of the same time. */
const endsCompared = 64;

function fingerprint(text: string): number {
  const { length } = text;
  let mark = length;
  const add = (from: number, to: number): void => {
    for (let at = from; at < to; at += 1) mark = (Math.imul(mark, 31) + text.charCodeAt(at)) | 0;
  };
  add(0, Math.min(length, endsCompared));
  add(Math.max(endsCompared, length - endsCompared), length);
  return mark;
}

function countsOf(given: ReadonlyMap<string, ReadonlyArray<number>>): Map<string, number> {
  return new Map([...given].map(([key, marks]) => [key, marks.length]));
}
