import { type Either, isLeft, map } from 'fp-ts/lib/Either.js';
import type { Clock } from '../clock.ts';
import type { JsonObject } from '../json.ts';
import { latch } from '../latch.ts';
import { splitLines } from '../line-splitter.ts';
import { type Next, nextOf, settled, within } from '../next-of.ts';
import { type ApiFailure, connectionFailure } from '../port/api-failure.ts';
import type { ClusterPort, LogOptions } from '../port/cluster-port.ts';
import type { KubeletWarning, LogLine, StepInstance } from './job-event.ts';
import { logCursor, splitTimestamp } from './log-cursor.ts';
import { beganRotated, type FirstReading } from './log-rotation.ts';
import { incompleteLog, unreadableLog } from './log-warnings.ts';
import { readPod } from './observed-pod.ts';

/** The options of {@link logReader}. */
export interface LogReaderOptions {
  readonly port: ClusterPort;
  readonly clock: Clock;
  readonly namespace: string;
  readonly instance: StepInstance;
  /** Aborted once this instance of the container has ended, or the run is over. */
  readonly ended: AbortSignal;
  /** Gives the present state of the container. */
  readonly container: () => ContainerNow;
  /** Stops following at once when it is aborted. */
  readonly signal: AbortSignal;
  /** The most bytes of a line to keep. */
  readonly maxLineLength: number;
}

/** The state of a container, as far as the follower of its log needs it. */
export interface ContainerNow {
  /** The number of restarts so far. */
  readonly restarts: number;
  /** True where the container may be restarted again, so that a log may belong to another instance. */
  readonly canRestart: boolean;
  /** True where the followed instance still runs, as far as is known. It may run on after the end of the run. */
  readonly isRunning: boolean;
  /** True where the end of the followed instance is known, because its kubelet could report it. */
  readonly hasEnd: boolean;
  /** The start of the followed instance, in RFC 3339 with whole seconds. */
  readonly startedAt?: string;
}

/** Reads a log again and again, each time from where it stopped. */
export interface LogReader {
  /**
   * Reads the new lines, once.
   *
   * @param isLast - true to read to the end of the present log, and not to follow it further
   */
  readonly read: (isLast: boolean) => AsyncGenerator<LogLine | KubeletWarning, Reading, undefined>;
  /**
   * True where the last reading shows that nothing is missing: it began with known lines, or nothing could be missing.
   */
  readonly isWhole: () => boolean;
  /** True where a reading ended well, as a stream ends with its container, and nothing new has come since. */
  readonly hasEndedWell: () => boolean;
  /** A last line without its end that no second reading has confirmed. */
  readonly tail: () => LogLine | undefined;
}

/**
 * The end of a reading of the log; `hasProgress` is true where it gave a line.
 *
 * - `another`: it was of another instance.
 * - `quiet`: nothing came for long from a container that runs.
 * - `lost`: its instance has no log any more.
 */
export type Reading =
  | { readonly type: 'end'; readonly hasProgress: boolean }
  | { readonly type: 'quiet'; readonly hasProgress: boolean }
  | { readonly type: 'another'; readonly hasProgress: boolean }
  | { readonly type: 'failure'; readonly hasProgress: boolean; readonly failure: ApiFailure }
  | { readonly type: 'lost'; readonly hasProgress: boolean; readonly message: string };

/** Milliseconds of silence until a log is asked for again, because the connection may be gone without a word. */
const idleLimit = 60_000;
/** A container that writes nothing is no failure, and the answer begins with its first line. */
const silence: Error = new Error('the log has been silent for long');
/** Milliseconds that a followed stream has to end by itself after its container, however much it still brings. */
const endGrace = 5_000;
/** Milliseconds of silence after which a follower has the whole log so far. */
const caughtUpAfter = 1_000;
/** Milliseconds until a pod's status shows a change that its kubelet made. */
const statusLag = 2_000;

/** A reader at the beginning of a log. */
export function logReader(options: LogReaderOptions): LogReader {
  const { port, clock, instance, ended, signal } = options;
  const cursor = logCursor();
  let restarts = instance.restarts;
  let endedWell = false;
  // True where the log had given all its lines when it was last followed.
  let isCaughtUp = false;
  let tail: LogLine | undefined;
  let complaint = '';
  let first: FirstReading | undefined;
  let isFirst = true;
  let endedAt: number | undefined;
  return {
    read,
    isWhole: () => cursor.isEmpty() || cursor.hasOverlap() || isCaughtUp,
    hasEndedWell: () => endedWell,
    tail: () => (tail === undefined || cursor.has(tail.time, tail.text) ? undefined : tail),
  };

  async function* read(isLast: boolean): AsyncGenerator<LogLine | KubeletWarning, Reading, undefined> {
    const known = options.container();
    restarts = Math.max(restarts, known.restarts);
    const behind = restarts - instance.restarts;
    if (behind > 1) return { type: 'lost', hasProgress: false, message: 'its container was restarted more than once' };
    const connection = latch(signal);
    const progress = { hasLines: false, hasTail: false };
    const quiet = { since: clock.now() };
    const isQuiet = (): boolean => clock.now() - quiet.since >= caughtUpAfter;
    const hasProgress = (): boolean => progress.hasLines || progress.hasTail;
    try {
      const stream = await open(behind === 1, isLast, connection.signal);
      if (isLeft(stream)) return { type: 'failure', hasProgress: false, failure: stream.left };
      const other = known.canRestart ? await otherInstance(connection.signal) : undefined;
      if (other !== undefined) return other;
      if (!isLast) endedWell = false;
      cursor.rewind();
      quiet.since = clock.now();
      let isLastLineOurs = true;
      for await (const line of splitLines(guarded(stream.right, quiet, isLast), options.maxLineLength)) {
        const stamped = splitTimestamp(line.text);
        isLastLineOurs = stamped !== undefined || line.text === '';
        if (stamped === undefined) {
          if (line.text !== '' && line.text !== complaint && !isLast) yield unreadableLog(instance, line.text);
          complaint = line.text;
          continue;
        }
        const event: LogLine = {
          type: 'log-line',
          ...instance,
          ...stamped,
          ...(line.truncated ? { truncated: true } : {}),
        };
        if (!line.ended && !isConfirmed(event, isLast)) {
          progress.hasTail = isLast;
          continue;
        }
        const isBegun = !cursor.isEmpty();
        if (!cursor.accept(event.time, event.text)) continue;
        if (line.ended) tail = undefined;
        if (isBegun && !progress.hasLines && !cursor.hasOverlap()) yield incompleteLog(instance, rotated);
        progress.hasLines = true;
        if (isFirst) noteFirst(event);
        yield event;
      }
      isCaughtUp = (!isLast && isQuiet()) || (isCaughtUp && !hasProgress());
      yield* noteBeginning();
      // The kubelet reports its own trouble in the last line of an answer that ends like any other.
      if (!isLastLineOurs) return { type: 'failure', hasProgress: hasProgress(), failure: complaintOf(complaint) };
      endedWell = true;
      return { type: 'end', hasProgress: hasProgress() };
    } catch (error) {
      isCaughtUp = (error === silence && isQuiet()) || (isCaughtUp && !hasProgress());
      endedWell = endedWell && !hasProgress();
      yield* noteBeginning();
      if (error === silence && !isLast) return { type: 'quiet', hasProgress: hasProgress() };
      return { type: 'failure', hasProgress: hasProgress(), failure: connectionFailure(error) };
    } finally {
      connection.open();
      connection.release();
    }
  }

  async function open(previous: boolean, isLast: boolean, until: AbortSignal): ReturnType<typeof port.logs> {
    const sinceTime = cursor.sinceTime();
    const request: LogOptions = {
      container: instance.step,
      timestamps: true,
      follow: !isLast,
      previous,
      signal: until,
      ...(sinceTime === undefined ? {} : { sinceTime }),
    };
    const call = settled(port.logs({ namespace: options.namespace, name: instance.pod }, request));
    const answer = isLast ? await call : await untilEnded(call);
    if (answer.type === 'item') return answer.value;
    throw answer.type === 'broken' ? answer.error : silence;
  }

  /**
   * Finds out if a stream that was just opened belongs to another instance. The kubelet gives the log of the present
   * instance, and tells the API server of a restart a moment later. After that moment the pod says which instance the
   * stream belongs to. The lines wait in the connection meanwhile.
   */
  async function otherInstance(until: AbortSignal): Promise<Reading | undefined> {
    await clock.sleep(statusLag, until);
    const target = { apiVersion: 'v1', kind: 'Pod', namespace: options.namespace, name: instance.pod };
    const pod = await port.read(target, { signal: until });
    const now: Either<ApiFailure, number> = map((object: JsonObject) => restartsIn(object) ?? restarts)(pod);
    if (isLeft(now)) return { type: 'failure', hasProgress: false, failure: now.left };
    if (now.right === restarts) return undefined;
    restarts = now.right;
    return { type: 'another', hasProgress: false };
  }

  function restartsIn(pod: JsonObject): number | undefined {
    return readPod(pod).containers.find(({ name }) => name === instance.step)?.restarts;
  }

  // A line without its end comes again whole with the next reading. One that comes again unchanged is whole.
  function isConfirmed(event: LogLine, isLast: boolean): boolean {
    if (cursor.has(event.time, event.text)) return true;
    if (isLast && tail?.time === event.time && tail.text === event.text) return true;
    tail = event;
    return false;
  }

  function* noteBeginning(): Generator<KubeletWarning> {
    if (isFirst && first !== undefined && beganRotated(first, options.container().startedAt)) {
      yield incompleteLog(instance, beginningRotated);
    }
    isFirst = first === undefined;
  }

  function noteFirst({ time, text }: LogLine): void {
    first ??= { openedAt: clock.now(), firstTime: time, lastTime: time, size: 0 };
    first.lastTime = time;
    first.size += text.length;
  }

  async function* guarded(
    chunks: AsyncIterable<Uint8Array>,
    quiet: { since: number },
    isLast: boolean,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const stream = chunks[Symbol.asyncIterator]();
    for (;;) {
      quiet.since = clock.now();
      const next = await (isLast ? untilIdle(nextOf(stream)) : untilEnded(nextOf(stream)));
      if (next.type === 'end') return;
      if (next.type === 'broken') throw next.error;
      if (next.type === 'silent') throw silence;
      yield next.value;
    }
  }

  function untilIdle<A>(item: Promise<Next<A>>): Promise<Next<A>> {
    return within(item, { clock, timeout: idleLimit, signals: [signal] });
  }

  // After the end of a container a stream gets a short time. The rest is read anew, from where it stopped.
  async function untilEnded<A>(item: Promise<Next<A>>): Promise<Next<A>> {
    if (!ended.aborted) {
      const next = await within(item, { clock, timeout: idleLimit, signals: [signal, ended] });
      if (next.type !== 'silent' || !ended.aborted) return next;
    }
    endedAt ??= clock.now();
    const timeout = endGrace - (clock.now() - endedAt);
    return timeout > 0 ? within(item, { clock, timeout, signals: [signal] }) : { type: 'silent' };
  }
}

const rotated = 'lines were rotated away before they were read';
const beginningRotated =
  'it was read for the first time long after it began, and its beginning has most likely been rotated away';

function complaintOf(message: string): ApiFailure {
  return { code: 200, reason: 'LogUnreadable', message, causes: [] };
}
