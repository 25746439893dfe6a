import { latch } from '../latch.ts';
import { newPace } from '../pace.ts';
import { type ApiFailure, isTransient } from '../port/api-failure.ts';
import type { Retry } from '../retry.ts';
import type { KubeletWarning, LogLine } from './job-event.ts';
import { type LogReaderOptions, logReader } from './log-reader.ts';
import { incompleteLog } from './log-warnings.ts';

/** The options of {@link followLog}. */
export interface FollowLogOptions extends LogReaderOptions {
  /** Milliseconds of failed attempts until the log of an ended container counts as lost. */
  readonly giveUpAfter: number;
  readonly onRetry: (retry: Retry) => void;
}

/** An API server that loses its kubelet in the middle of a log still ends the answer as if all were well. */
const confirmationsNeeded = 2;
/**
 * The number of times that a log is read when its last line does not come again. After them the rest counts as rotated
 * away.
 */
const gapsAllowed = 3;

/**
 * The lines of one instance of a container, each once and in order, until it has ended and its whole log is read.
 *
 * A stream that breaks, falls silent or ends early is opened again where it stopped. The end of a stream does not tell
 * if it was whole. So once the container has ended, the log is read again from its last second on. Two readings in a
 * row must end well, begin with known lines, and bring nothing new.
 *
 * A container that may be restarted makes lines wait, until the pod has said which instance they belong to. Where lines
 * are missing, or the end of the log cannot be read, a warning stands in their place.
 */
export async function* followLog(options: FollowLogOptions): AsyncGenerator<LogLine | KubeletWarning, void, undefined> {
  const { clock, instance, ended, signal } = options;
  const reader = logReader(options);
  const pace = newPace(clock);
  let confirmations = 0;
  let gaps = 0;
  // How often in a row it was refused for good. A connection that breaks says nothing of that.
  let refusals = 0;
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
      refusals = 0;
    }
    switch (reading.type) {
      case 'another':
      case 'quiet':
        continue;
      case 'lost':
        return yield incompleteLog(instance, reading.message);
      case 'end':
        failingSince = undefined;
        refusals = 0;
        if (!isLast) {
          // Mostly the news of the container's end is on its way.
          await pause(pace.afterFailure());
          continue;
        }
        // The container may run on after the end of the run. Then there is no more to read.
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
        // There is no hurry while the container runs: its log can still be read after its end.
        if (failingSince === undefined || !isLast) failingSince = clock.now();
        const delay = pace.afterFailure(failure.retryAfter);
        refusals = mayPass(failure) ? 0 : refusals + 1;
        const isTooLong = !(clock.now() - failingSince <= options.giveUpAfter);
        if (isTooLong || isHopeless(failure, isLast, refusals)) {
          // A pod that is gone takes its log along. A reading that ended well before was the whole log.
          const isWhole = isLogGone(failure) && reader.hasEndedWell() && options.container().hasEnd;
          const rest = isWhole ? reader.tail() : incompleteLog(instance, failure.message);
          if (rest !== undefined) yield rest;
          return;
        }
        // A container that is not quite there yet gives 400.
        if (failure.code !== 400) options.onRetry({ attempt: pace.attempts(), delay, failure });
        await pause(delay);
      }
    }
  }

  // The end of the container cuts a wait short: the obstacle may be gone, and so may be the pod soon.
  async function pause(delay: number): Promise<void> {
    const done = ended.aborted ? latch(signal) : latch(signal, ended);
    await clock.sleep(delay, done.signal);
    done.release();
  }
}

function isHopeless(failure: ApiFailure, isLast: boolean, refusals: number): boolean {
  if (mayPass(failure)) return false;
  if (failure.code === 401 || failure.code === 403) return refusals >= 3;
  return isLast && (isPodGone(failure) || refusals >= 5);
}

function mayPass(failure: ApiFailure): boolean {
  return isTransient(failure) || isKubeletStarting(failure);
}

function isPodGone(failure: ApiFailure): boolean {
  return failure.code === 404 && !isKubeletStarting(failure);
}

// The container is removed a moment before its pod. Its kubelet then answers so with status 200.
function isLogGone(failure: ApiFailure): boolean {
  return isPodGone(failure) || failure.reason === 'LogUnreadable';
}

// A kubelet that just started does not know its pods yet. The API server passes its 404 on.
function isKubeletStarting({ code, kind }: ApiFailure): boolean {
  return code === 404 && kind === 'pods/log';
}
