import { asUsed, expectOptions } from '../usage-error.ts';

/** A line of a container's log. */
export interface StoredLine {
  /** The time in RFC 3339 with nine digits, as kubelets write it. */
  readonly time: string;
  readonly text: string;
}

/** The log of one instance of a container. It is still written, or has ended. */
export interface ContainerLog {
  readonly size: () => number;
  readonly line: (index: number) => StoredLine | undefined;
  readonly isEnded: () => boolean;
  /** Gives true where the last line has its line end. */
  readonly endsWithLineFeed: () => boolean;
  /** Resolves when something was added, or the log has ended. */
  readonly changed: () => Promise<void>;
}

/** A log to write to. */
export interface WritableLog extends ContainerLog {
  readonly write: (time: string, text: string) => void;
  readonly end: (endsWithLineFeed: boolean) => void;
}

/** An empty log. */
export function writableLog(): WritableLog {
  const lines: Array<StoredLine> = [];
  let isEnded = false;
  let hasLineFeed = true;
  let waiting: Array<() => void> = [];
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const one of woken) one();
  };
  return {
    size: () => lines.length,
    line: (index) => lines[index],
    isEnded: () => isEnded,
    endsWithLineFeed: () => hasLineFeed,
    changed: () => new Promise((resolve) => waiting.push(resolve)),
    write: (time, text) => {
      lines.push({ time, text });
      wake();
    },
    end: (endsWithLineFeed) => {
      isEnded = true;
      hasLineFeed = endsWithLineFeed;
      wake();
    },
  };
}

/** A log that has ended, and whose lines are made when they are read. So it can be very long without memory. */
export function endlessLog(size: number, line: (index: number) => StoredLine): ContainerLog {
  expectOptions('endlessLog', { size, line }, { line: 'function', size: 'number' }, ['line', 'size']);
  return {
    size: () => size,
    line: (index) => (index < size ? line(index) : undefined),
    isEnded: () => true,
    endsWithLineFeed: () => true,
    changed: () => Promise.resolve(),
  };
}

/** A time in RFC 3339 with nanoseconds. */
export function timestamp(milliseconds: number, nanoseconds = 0): string {
  return asUsed('timestamp', () => {
    const whole = Math.floor(milliseconds);
    return `${new Date(whole).toISOString().slice(0, -1)}${String(nanoseconds).padStart(6, '0')}Z`;
  });
}
