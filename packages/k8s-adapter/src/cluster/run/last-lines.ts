import { isLeft } from 'fp-ts/lib/Either.js';
import { type Clock, patience } from '../clock.ts';
import { beforeAbort, latch } from '../latch.ts';
import { splitLines } from '../line-splitter.ts';
import type { ClusterPort } from '../port/cluster-port.ts';
import { retrying } from '../retry.ts';
import type { StepInstance } from './job-event.ts';

/** The options of {@link lastLines}. */
export interface LastLinesOptions {
  readonly clock: Clock;
  readonly namespace: string;
  /** The most lines to give. */
  readonly count: number;
  /** True where the container has been restarted since. */
  readonly previous: boolean;
  readonly maxLineLength: number;
  /** The number of attempts. */
  readonly attempts: number;
  /** Gives up when it is aborted: an outcome does not wait for a log that hangs. */
  readonly signal: AbortSignal;
}

/** Milliseconds for all attempts together. */
const timeLimit = 30_000;

/** The end of a container's log, oldest line first; empty where it cannot be read. */
export async function lastLines(
  port: ClusterPort,
  instance: StepInstance,
  options: LastLinesOptions,
): Promise<ReadonlyArray<string>> {
  const { namespace, count: tailLines, previous, clock, attempts } = options;
  if (tailLines <= 0) return [];
  const limit = latch(options.signal);
  const done = latch();
  const { signal } = limit;
  void patience(clock, timeLimit, done.signal).then(() => limit.open());
  const pod = { namespace, name: instance.pod };
  const open = (): ReturnType<ClusterPort['logs']> =>
    port.logs(pod, { container: instance.step, tailLines, previous, signal });
  const read = async (): Promise<ReadonlyArray<string>> => {
    for (let attempt = 1; attempt <= attempts && !signal.aborted; attempt += 1) {
      const stream = await retrying(open, { clock, signal, attempts });
      if (isLeft(stream)) return [];
      const lines = await readLast(stream.right, options);
      if (lines !== undefined) return lines;
    }
    return [];
  };
  const lines = await beforeAbort(read(), signal);
  done.open();
  limit.release();
  return lines ?? [];
}

async function readLast(
  chunks: AsyncIterable<Uint8Array>,
  { count, maxLineLength }: LastLinesOptions,
): Promise<ReadonlyArray<string> | undefined> {
  try {
    const lines: Array<string> = [];
    for await (const line of splitLines(chunks, maxLineLength)) {
      lines.push(line.text);
      // A server may send more than it was asked for.
      if (lines.length > count) lines.shift();
    }
    return lines;
  } catch {
    // The connection broke in the middle, so the whole is asked for again.
    return undefined;
  }
}
