/**
 * Where in a container's log a reader is, so that it can be read again from a little before and carry on with neither a
 * line twice nor a line lost. Kubelets look at whole seconds of `sinceTime`, so that lines come again; two streams of a
 * container are stamped apart, so that a line may be a little older than the one before it; several lines may have the
 * same time; and a kubelet that follows a log through its rotation may begin the new file twice within one stream.
 */
export interface LogCursor {
  /** Begins a reading: the lines that were given before are expected to come again. */
  readonly rewind: () => void;
  /** Takes the next line of the reading; whether it is a new one. */
  readonly accept: (time: string, text: string) => boolean;
  /** Whether a line was given, as far as it is remembered. */
  readonly has: (time: string, text: string) => boolean;
  /** Whether the last line that was given has come again in this reading, so that nothing is missing before what follows. */
  readonly hasOverlap: () => boolean;
  /** Whether no line was given yet. */
  readonly isEmpty: () => boolean;
  /** What to ask the kubelet for: a second before the last line. Undefined while there was none. */
  readonly sinceTime: () => string | undefined;
}

/** How many different times are remembered. Lines older than all of them count as given. */
const timesKept = 1024;

/** A cursor at the beginning of a log. */
export function logCursor(): LogCursor {
  // The fingerprints of the lines that were given with a time, in the order in which the times first came.
  const given = new Map<string, Array<number>>();
  // How many lines of a time are still expected to come again.
  let expected = new Map<string, number>();
  let isRewound = false;
  let overlaps = false;
  let forgotten = '';
  // The line that was given last, and the latest time of all.
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
      // Known again, and not expected: the stream has gone back to lines that it has given.
      if (!expected.has(key) && isKnown(key, mark)) expected = countsOf(given);
      const count = expected.get(key);
      if (count !== undefined) {
        if (count === 1) expected.delete(key);
        else expected.set(key, count - 1);
        if (key === last) overlaps = true;
        return false;
      }
      if (key <= forgotten && (isRewound || expected.size > 0)) return false;
      // Lines come again in their order: behind a new one, none of the old ones is to come.
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

  // Lines of one time stand side by side; a line that is older than the last one, and was given, is that line again.
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

/** Cuts the time that `timestamps` puts before a line off it; undefined for a line that has none. */
export function splitTimestamp(line: string): { readonly time: string; readonly text: string } | undefined {
  // As every runtime writes it; whatever else RFC 3339 allows takes longer.
  if (line.charCodeAt(30) === blank && fixedTime.test(line)) return { time: line.slice(0, 30), text: line.slice(31) };
  const [head, time] = /^(\d{4}-\d\d-\d\dT\S+) ?/.exec(line) ?? [];
  if (head === undefined || time === undefined || Number.isNaN(Date.parse(time))) return undefined;
  return { time, text: line.slice(head.length) };
}

/** RFC 3339 as text whose order is that of time: in UTC, with nine digits behind the seconds. */
function sortableTime(time: string): string {
  if (time.length === 30 && time.charCodeAt(29) === utc) return time;
  const seconds = new Date(Math.floor(Date.parse(time) / 1000) * 1000).toISOString().slice(0, 19);
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? '';
  return `${seconds}.${fraction.padEnd(9, '0').slice(0, 9)}Z`;
}

const fixedTime = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d\.\d{9}Z /;
const blank = 32;
const utc = 90;

/** Characters at either end of a line that tell it from another one of the same time. */
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
