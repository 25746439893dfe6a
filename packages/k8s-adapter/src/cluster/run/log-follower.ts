import { type Either, map } from 'fp-ts/lib/Either.js';
import { backOff } from '../back-off.ts';
import type { Clock } from '../clock.ts';
import type { JsonObject } from '../json.ts';
import { type ApiFailure, connectionFailure, isTransient } from '../port/api-failure.ts';
import type { ClusterPort, LogOptions } from '../port/cluster-port.ts';
import type { Retry } from '../retry.ts';
import type { KubeletWarning, LogLine, StepInstance } from './job-event.ts';
import { latch } from './latch.ts';
import { splitLines } from './line-splitter.ts';
import { logCursor, sortableTime, splitTimestamp } from './log-cursor.ts';
import { type Next, nextOf, settled, within } from './next-of.ts';
import { readPod } from './observed-pod.ts';

/** What {@link followLog} takes. */
export interface FollowLogOptions {
  readonly port: ClusterPort;
  readonly clock: Clock;
  readonly namespace: string;
  readonly instance: StepInstance;
  /** Aborted once this instance of the container has ended. */
  readonly ended: AbortSignal;
  /** What is known of the container now. */
  readonly container: () => ContainerNow;
  /** Stops following at once. */
  readonly signal: AbortSignal;
  /** Bytes of a line that are kept. */
  readonly maxLineLength: number;
  /** Milliseconds for which every attempt may fail, once the container has ended, before its log counts as lost. */
  readonly giveUpAfter: number;
  readonly onRetry: (retry: Retry) => void;
}

/** What a follower must know of the container whose log it reads. */
export interface ContainerNow {
  /** How often it has been restarted by now. */
  readonly restarts: number;
  /** Whether it may be restarted again. */
  readonly canRestart: boolean;
  /** When the followed instance ended, RFC 3339 in whole seconds, for a container that may be restarted. */
  readonly endedAt?: string;
}

/** Milliseconds of silence after which a log is asked for again: the connection may be gone without a word. */
const idleLimit = 60_000;
/** A container that writes nothing is no failure, and the answer begins with its first line. */
const silence: Error = new Error('the log has been silent for long');
/** An API server that loses its kubelet in the middle of a log ends the answer in good order all the same. */
const confirmationsNeeded = 2;
/** Milliseconds that a stream has to end by itself when the container has. */
const endGrace = 5_000;

/**
 * The lines of one instance of a container, each once and in order, until it has ended and all of its log is read.
 * A stream that breaks, falls silent or ends early is opened again where it stopped. Because a stream's end does not
 * tell whether it was whole, the log is read again from its last second on when the container is known to have ended,
 * until two readings in a row end in good order and have nothing new.
 *
 * When the log can't be had to its end, because the pod is gone or access is denied, the last item is a warning.
 */
export async function* followLog(options: FollowLogOptions): AsyncGenerator<LogLine | KubeletWarning, void, undefined> {
  const { port, clock, instance, ended, signal } = options;
  const cursor = logCursor();
  let attempt = 0;
  let earlyEnds = 0;
  let confirmations = 0;
  let failingSince: number | undefined;
  let restarts = instance.restarts;
  // A last line without its end, until a second reading confirms that nothing more of it is to come.
  let tail = '';
  let complaint = '';

  while (!signal.aborted) {
    const isLast = ended.aborted;
    const lines = yield* read(isLast);
    if (signal.aborted) return;
    if (lines.type === 'lost') return yield incomplete(instance, lines.message);
    confirmations = isLast && lines.type === 'end' && !lines.hasProgress ? confirmations + 1 : 0;
    if (confirmations === confirmationsNeeded) return;
    if (lines.type === 'another' || lines.type === 'quiet') continue;
    if (lines.hasProgress || lines.type === 'end') {
      attempt = 0;
      failingSince = undefined;
    }
    earlyEnds = lines.type === 'end' && !lines.hasProgress ? earlyEnds + 1 : 0;
    if (lines.type === 'end') {
      // As a rule the news that the container has ended is on its way.
      if (!ended.aborted) await pause(backOff(earlyEnds + 1, clock.random()), ended);
      continue;
    }
    // While the container runs there is no hurry: its log can still be had when it has ended.
    if (failingSince === undefined || !isLast) failingSince = clock.now();
    attempt += 1;
    const { failure } = lines;
    if (isHopeless(failure, isLast, attempt) || clock.now() - failingSince > options.giveUpAfter) {
      return yield incomplete(instance, failure.message);
    }
    const delay = backOff(attempt, clock.random(), failure.retryAfter);
    // 400 is the answer for a container that is not quite there yet.
    if (failure.code !== 400) options.onRetry({ attempt, delay, failure });
    await pause(delay);
  }

  async function* read(isLast: boolean): AsyncGenerator<LogLine | KubeletWarning, Reading, undefined> {
    const known = options.container();
    restarts = Math.max(restarts, known.restarts);
    const behind = restarts - instance.restarts;
    if (behind > 1) return { type: 'lost', hasProgress: false, message: 'its container was restarted more than once' };
    const connection = latch(signal);
    let hasProgress = false;
    try {
      const sinceTime = cursor.sinceTime();
      const request: LogOptions = {
        container: instance.step,
        timestamps: true,
        follow: !isLast,
        previous: behind === 1,
        signal: connection.signal,
        ...(sinceTime === undefined ? {} : { sinceTime }),
      };
      const pod = { namespace: options.namespace, name: instance.pod };
      const call = settled(port.logs(pod, request));
      const answer = isLast ? await call : await patient(call);
      if (answer.type !== 'item') throw answer.type === 'broken' ? answer.error : silence;
      const stream = answer.value;
      if (stream._tag === 'Left') return { type: 'failure', hasProgress, failure: stream.left };
      if (known.canRestart) {
        // The server gives the log of whichever instance is there; which one it was, the pod tells afterwards.
        const now = await restartsNow();
        if (now._tag === 'Left') return { type: 'failure', hasProgress, failure: now.left };
        if (now.right !== restarts) {
          restarts = now.right;
          return { type: 'another', hasProgress };
        }
      }
      cursor.rewind();
      for await (const line of splitLines(guarded(stream.right), options.maxLineLength)) {
        // What has no line end yet comes again with the next reading, whole.
        if (!line.ended && !isLast) continue;
        const stamped = splitTimestamp(line.text);
        if (stamped === undefined) {
          if (line.text !== '' && line.text !== complaint) yield unreadable(instance, line.text);
          complaint = line.text;
          continue;
        }
        if (!line.ended && tail !== line.text) {
          tail = line.text;
          hasProgress = true;
          continue;
        }
        if (isOfNextInstance(stamped.time) || !cursor.accept(stamped.time)) continue;
        hasProgress = line.ended;
        yield { type: 'log-line', ...instance, ...stamped, ...(line.truncated ? { truncated: true } : {}) };
      }
      return { type: 'end', hasProgress };
    } catch (error) {
      if (error === silence && !isLast) return { type: 'quiet', hasProgress };
      return { type: 'failure', hasProgress, failure: connectionFailure(error) };
    } finally {
      connection.open();
      connection.release();
    }
  }

  async function* guarded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    const stream = chunks[Symbol.asyncIterator]();
    for (;;) {
      const next = await patient(nextOf(stream));
      if (next.type === 'end') return;
      if (next.type === 'broken') throw next.error;
      if (next.type === 'silent') throw silence;
      yield next.value;
    }
  }

  async function patient<A>(item: Promise<Next<A>>): Promise<Next<A>> {
    const signals = ended.aborted ? [signal] : [signal, ended];
    const next = await within(item, { clock, timeout: idleLimit, signals });
    if (next.type !== 'silent' || !ended.aborted) return next;
    return within(item, { clock, timeout: endGrace, signals: [signal] });
  }

  async function restartsNow(): Promise<Either<ApiFailure, number>> {
    const target = { apiVersion: 'v1', kind: 'Pod', namespace: options.namespace, name: instance.pod };
    const pod = await port.read(target, { signal });
    return map((object: JsonObject) => readPod(object).containers[instance.index]?.restarts ?? restarts)(pod);
  }

  function isOfNextInstance(time: string): boolean {
    const { endedAt } = options.container();
    if (endedAt === undefined) return false;
    return Math.floor(Number(sortableTime(time))) > Math.floor(Number(sortableTime(endedAt)));
  }

  async function pause(delay: number, ...until: ReadonlyArray<AbortSignal>): Promise<void> {
    const done = latch(signal, ...until);
    await clock.sleep(delay, done.signal);
    done.release();
  }
}

/**
 * How a reading of the log ended; `hasProgress` when it gave a line; `another` when it was of another instance; `quiet`
 * when nothing came for long from a container that runs.
 */
type Reading =
  | { readonly type: 'end'; readonly hasProgress: boolean }
  | { readonly type: 'quiet'; readonly hasProgress: boolean }
  | { readonly type: 'another'; readonly hasProgress: boolean }
  | { readonly type: 'failure'; readonly hasProgress: boolean; readonly failure: ApiFailure }
  | { readonly type: 'lost'; readonly hasProgress: boolean; readonly message: string };

function isHopeless(failure: ApiFailure, isLast: boolean, attempt: number): boolean {
  if (isTransient(failure)) return false;
  if (failure.code === 401 || failure.code === 403) return attempt >= 3;
  return isLast && (failure.code === 404 || attempt >= 5);
}

function incomplete({ step, pod }: StepInstance, why: string): KubeletWarning {
  const message = `the log of the step "${step}" could not be read to its end: ${why}`;
  return { type: 'warning', reason: 'LogIncomplete', message, kind: 'Pod', name: pod };
}

// The kubelet writes its own trouble into the stream, without a time.
function unreadable({ pod }: StepInstance, text: string): KubeletWarning {
  return { type: 'warning', reason: 'LogUnreadable', message: text, kind: 'Pod', name: pod };
}
