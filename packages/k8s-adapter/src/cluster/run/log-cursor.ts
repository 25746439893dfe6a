/**
 * Where in a container's log a reader is, so that it can be read again from a little before and carry on with neither a
 * line twice nor a line lost. Kubelets look at whole seconds of `sinceTime`, so that lines come again; two streams of a
 * container are stamped apart, so that a line may be a little older than the one before it; and several lines may have
 * the same time.
 */
export interface LogCursor {
  /** Begins a reading: the lines that were given before are expected to come again. */
  readonly rewind: () => void;
  /** Takes the next line of the reading; whether it is a new one. */
  readonly accept: (time: string) => boolean;
  /** What to ask the kubelet for: a second before the last line. Undefined while there was none. */
  readonly sinceTime: () => string | undefined;
}

/** How many different times are remembered. Lines older than all of them count as given. */
const timesKept = 1024;

/** A cursor at the beginning of a log. */
export function logCursor(): LogCursor {
  // How many lines were given with a time, in the order in which the times first came.
  const given = new Map<string, number>();
  let repeated = new Map<string, number>();
  let forgotten = '';
  let latest = '';

  const remember = (key: string): void => {
    given.set(key, (given.get(key) ?? 0) + 1);
    latest = key;
    if (given.size <= timesKept) return;
    const oldest = given.keys().next().value;
    if (oldest === undefined) return;
    given.delete(oldest);
    if (oldest > forgotten) forgotten = oldest;
  };
  return {
    rewind: () => {
      repeated = new Map(given);
    },
    accept: (time) => {
      const key = sortableTime(time);
      const expected = repeated.get(key);
      if (expected !== undefined) {
        if (expected === 1) repeated.delete(key);
        else repeated.set(key, expected - 1);
        return false;
      }
      if (repeated.size > 0 && key <= forgotten) return false;
      remember(key);
      return true;
    },
    sinceTime: () => {
      const seconds = Number(latest.split('.', 1)[0]);
      return latest === '' ? undefined : `${new Date((seconds - 1) * 1000).toISOString().slice(0, 19)}Z`;
    },
  };
}

/** Cuts the time that `timestamps` puts before a line off it; undefined for a line that has none. */
export function splitTimestamp(line: string): { readonly time: string; readonly text: string } | undefined {
  const [head, time] = /^(\d{4}-\d\d-\d\dT\S+) ?/.exec(line) ?? [];
  if (head === undefined || time === undefined || Number.isNaN(Date.parse(time))) return undefined;
  return { time, text: line.slice(head.length) };
}

/** RFC 3339 as text whose order is that of time: seconds since the epoch, a dot, nine digits. */
export function sortableTime(time: string): string {
  const seconds = Math.floor(Date.parse(time) / 1000);
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? '';
  return `${String(seconds).padStart(12, '0')}.${fraction.padEnd(9, '0').slice(0, 9)}`;
}
