import type { Clock } from '../clock.ts';
import type { ClusterPort } from '../port/cluster-port.ts';
import { retrying } from '../retry.ts';
import type { StepInstance } from './job-event.ts';
import { latch } from './latch.ts';
import { splitLines } from './line-splitter.ts';

/** What {@link lastLines} takes. */
export interface LastLinesOptions {
  readonly clock: Clock;
  readonly namespace: string;
  /** How many lines at most. */
  readonly count: number;
  /** Whether the container has been restarted since. */
  readonly previous: boolean;
  readonly maxLineLength: number;
  /** How often it is tried. */
  readonly attempts: number;
}

/** Milliseconds for all of it: an outcome does not wait for a log that hangs. */
const timeLimit = 30_000;

/** The end of a container's log, oldest line first; empty where it can't be had. */
export async function lastLines(
  port: ClusterPort,
  instance: StepInstance,
  options: LastLinesOptions,
): Promise<ReadonlyArray<string>> {
  const { namespace, count: tailLines, previous, clock, attempts, maxLineLength } = options;
  if (tailLines <= 0) return [];
  const limit = latch();
  const timer = latch();
  void clock.sleep(timeLimit, timer.signal).then(() => limit.open());
  const { signal } = limit;
  const pod = { namespace, name: instance.pod };
  const open = (): ReturnType<ClusterPort['logs']> =>
    port.logs(pod, { container: instance.step, tailLines, previous, signal });
  try {
    for (let attempt = 1; attempt <= attempts && !signal.aborted; attempt += 1) {
      const stream = await retrying(open, { clock, signal, attempts });
      if (stream._tag === 'Left') return [];
      const lines = await readAll(stream.right, maxLineLength);
      if (lines !== undefined) return lines.slice(-tailLines);
    }
    return [];
  } finally {
    timer.open();
  }
}

async function readAll(
  chunks: AsyncIterable<Uint8Array>,
  maxLineLength: number,
): Promise<ReadonlyArray<string> | undefined> {
  try {
    const lines: Array<string> = [];
    for await (const line of splitLines(chunks, maxLineLength)) lines.push(line.text);
    return lines;
  } catch {
    // The connection broke in the middle: the whole is to be asked for again.
    return undefined;
  }
}
