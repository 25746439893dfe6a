import { latch } from '../latch.ts';
import { newPace } from '../pace.ts';
import { type ApiFailure, isTransient } from '../port/api-failure.ts';
import type { Retry } from '../retry.ts';
import type { KubeletWarning, LogLine } from './job-event.ts';
import { type LogReaderOptions, logReader } from './log-reader.ts';
import { incompleteLog } from './log-warnings.ts';

/** What {@link followLog} takes. */
export interface FollowLogOptions extends LogReaderOptions {
  /** Milliseconds for which every attempt may fail, once the container has ended, before its log counts as lost. */
  readonly giveUpAfter: number;
  readonly onRetry: (retry: Retry) => void;
}

/** An API server that loses its kubelet in the middle of a log ends the answer in good order all the same. */
const confirmationsNeeded = 2;
/** How often a log whose last line does not come again is read, before the rest of it counts as rotated away. */
const gapsAllowed = 3;

/**
 * The lines of one instance of a container, each once and in order, until it has ended and all of its log is read.
 * A stream that breaks, falls silent or ends early is opened again where it stopped. Because a stream's end does not
 * tell whether it was whole, the log is read again from its last second on when the container is known to have ended,
 * until two readings in a row end in good order, begin with what was read before, and have nothing new.
 *
 * Lines of a container that may be restarted wait until the pod has said which instance they are of. Where lines are
 * missing, or the log can't be had to its end, a warning stands in their place.
 */
export async function* followLog(options: FollowLogOptions): AsyncGenerator<LogLine | KubeletWarning, void, undefined> {
  const { clock, instance, ended, signal } = options;
  const reader = logReader(options);
  const pace = newPace(clock);
  let confirmations = 0;
  let gaps = 0;
  let failingSince: number | undefined;

  while (!signal.aborted) {
    const isLast = ended.aborted;
    const reading = yield* reader.read(isLast);
    if (signal.aborted) return;
    if (reading.hasProgress) {
      pace.reset();
      failingSince = undefined;
      confirmations = 0;
      gaps = 0;
    }
    switch (reading.type) {
      case 'another':
      case 'quiet':
        continue;
      case 'lost':
        return yield incompleteLog(instance, reading.message);
      case 'end':
        failingSince = undefined;
        if (!isLast) {
          // As a rule the news that the container has ended is on its way.
          await pause(pace.afterFailure());
          continue;
        }
        // Of a container that runs on when the run is over, there is no more than this.
        if (options.container().isRunning) return;
        if (reading.hasProgress) continue;
        if (reader.isWhole()) {
          confirmations += 1;
          if (confirmations === confirmationsNeeded) return;
          continue;
        }
        gaps += 1;
        if (gaps === gapsAllowed) return yield incompleteLog(instance, 'its end was rotated away before it was read');
        await pause(pace.afterFailure());
        continue;
      case 'failure': {
        const { failure } = reading;
        confirmations = 0;
        gaps = 0;
        // While the container runs there is no hurry: its log can still be had when it has ended.
        if (failingSince === undefined || !isLast) failingSince = clock.now();
        const delay = pace.afterFailure(failure.retryAfter);
        const isTooLong = clock.now() - failingSince > options.giveUpAfter;
        if (isTooLong || isHopeless(failure, isLast, pace.attempts())) {
          // A pod that is gone takes its log along: what has ended well before was all there was.
          const isWhole = isLogGone(failure) && reader.hasEndedWell() && options.container().hasEnd;
          const rest = isWhole ? reader.tail() : incompleteLog(instance, failure.message);
          if (rest !== undefined) yield rest;
          return;
        }
        // 400 is the answer for a container that is not quite there yet.
        if (failure.code !== 400) options.onRetry({ attempt: pace.attempts(), delay, failure });
        await pause(delay);
      }
    }
  }

  // The end of the container cuts a wait short: whatever was in its way may be over, and its pod may be gone soon.
  async function pause(delay: number): Promise<void> {
    const done = ended.aborted ? latch(signal) : latch(signal, ended);
    await clock.sleep(delay, done.signal);
    done.release();
  }
}

function isHopeless(failure: ApiFailure, isLast: boolean, attempt: number): boolean {
  if (isTransient(failure) || isKubeletStarting(failure)) return false;
  if (failure.code === 401 || failure.code === 403) return attempt >= 3;
  return isLast && (isPodGone(failure) || attempt >= 5);
}

function isPodGone(failure: ApiFailure): boolean {
  return failure.code === 404 && !isKubeletStarting(failure);
}

// The container is removed a moment before its pod; its kubelet says so with status 200.
function isLogGone(failure: ApiFailure): boolean {
  return isPodGone(failure) || failure.reason === 'LogUnreadable';
}

// A kubelet that has just been started does not know its pods yet; the API server hands its 404 on.
function isKubeletStarting({ code, kind }: ApiFailure): boolean {
  return code === 404 && kind === 'pods/log';
}
