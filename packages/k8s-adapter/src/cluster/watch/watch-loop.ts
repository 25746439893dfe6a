import { isLeft } from 'fp-ts/lib/Either.js';
import type { Clock } from '../clock.ts';
import type { JsonObject } from '../json.ts';
import { textAt } from '../json.ts';
import { latch } from '../latch.ts';
import { nextOf, within } from '../next-of.ts';
import { newPace } from '../pace.ts';
import {
  type ApiFailure,
  connectionFailure,
  failureOfStatus,
  isExpired,
  isTransient,
  isUnsent,
} from '../port/api-failure.ts';
import type { ClusterPort, Collection } from '../port/cluster-port.ts';
import type { Retry } from '../retry.ts';

/** The options of {@link watchLoop}. */
export interface WatchLoopOptions {
  readonly port: ClusterPort;
  readonly clock: Clock;
  readonly collection: Collection;
  /** Ends the loop when it is aborted. */
  readonly signal: AbortSignal;
  /** Milliseconds of failed attempts until the loop gives up. */
  readonly giveUpAfter: number;
  /** Called with all objects at one moment: any other object is gone. */
  readonly onList: (objects: ReadonlyArray<JsonObject>) => void;
  /** Called with ADDED, MODIFIED or DELETED. */
  readonly onChange: (type: string, object: JsonObject) => void;
  /** Called before each wait. */
  readonly onRetry: (retry: Retry) => void;
}

/** Seconds until the server is asked to close a watch. A random part, up to half, is added. */
const watchSeconds = 60;
/** Milliseconds that a stream must have been open to be asked for again at once. */
const soundAfter = 10_000;
/** Milliseconds after that until an open watch counts as dead: its connection is gone without a word. */
const watchGrace = 15_000;

/**
 * The end of a list or a watch: well, or too early. A `failure` gives the reason where the server did not end it as
 * usual. `hasNews` tells that it brought something all the same.
 */
type Ending =
  | { readonly type: 'well' }
  | { readonly type: 'early'; readonly failure?: ApiFailure; readonly hasNews: boolean };

/**
 * Follows a collection until the signal is aborted. It lists it, and watches from the list's resource version. When the
 * server closes the stream, or the connection breaks, it watches again from the last event. When the version has
 * expired (410) it lists again, the first time at once. Every other wait is that of its {@link newPace pace}: in the
 * long run a server is asked at most once in a second and a half.
 *
 * @returns the last failure, where access is denied or every attempt failed for too long; undefined at the signal
 */
export async function watchLoop(options: WatchLoopOptions): Promise<ApiFailure | undefined> {
  const { port, clock, collection, signal, onList } = options;
  const pace = newPace(clock);
  let version: string | undefined;
  let expiries = 0;
  let failingSince: number | undefined;

  while (!signal.aborted) {
    const ending = version === undefined ? await list() : await watch(version);
    if (signal.aborted) return undefined;
    if (ending.type === 'well') continue;
    const { failure, hasNews } = ending;
    if (failure !== undefined && isExpired(failure)) {
      version = undefined;
      // A server that has just come back has forgotten old versions: nothing is wrong any more.
      if (expiries === 0) pace.reset();
      expiries += 1;
      if (expiries === 1) continue;
    }
    if (failure !== undefined && !hasNews) failingSince ??= clock.now();
    const delay = hasNews ? pace.afterShortUse() : pace.afterFailure(failure?.retryAfter);
    if (failure !== undefined) {
      const isHopeless = !isTransient(failure) && !isExpired(failure) && (isUnsent(failure) || pace.attempts() > 3);
      const isTooLong = failingSince !== undefined && !(clock.now() - failingSince <= options.giveUpAfter);
      if (isHopeless || isTooLong) return failure;
      options.onRetry({ attempt: pace.attempts(), delay, failure });
    }
    await clock.sleep(delay, signal);
  }
  return undefined;

  async function list(): Promise<Ending> {
    const result = await port.list(collection, { signal });
    if (isLeft(result)) return { type: 'early', failure: result.left, hasNews: false };
    failingSince = undefined;
    version = result.right.resourceVersion;
    if (!signal.aborted) onList(result.right.items);
    return { type: 'well' };
  }

  async function watch(from: string): Promise<Ending> {
    const timeoutSeconds = Math.round(watchSeconds * (1 + clock.random() / 2));
    const connection = latch(signal);
    try {
      const stream = await port.watch(collection, { resourceVersion: from, timeoutSeconds, signal: connection.signal });
      if (isLeft(stream)) return { type: 'early', failure: stream.left, hasNews: false };
      // The server answers, so it is within reach however this stream ends.
      failingSince = undefined;
      return await read(stream.right[Symbol.asyncIterator](), timeoutSeconds * 1000 + watchGrace);
    } finally {
      connection.open();
      connection.release();
    }
  }

  async function read(events: AsyncIterator<{ type: string; object: JsonObject }>, longest: number): Promise<Ending> {
    const openedAt = clock.now();
    let hasNews = false;
    for (;;) {
      const next = await within(nextOf(events), {
        clock,
        timeout: openedAt + longest - clock.now(),
        signals: [signal],
      });
      if (signal.aborted) return { type: 'well' };
      const isSound = clock.now() - openedAt > soundAfter;
      if (isSound) {
        pace.reset();
        expiries = 0;
      }
      if (next.type === 'end') return isSound ? { type: 'well' } : { type: 'early', hasNews };
      if (next.type === 'broken') return { type: 'early', failure: connectionFailure(next.error), hasNews };
      if (next.type === 'silent') return { type: 'early', failure: silence, hasNews };
      const { type, object } = next.value;
      if (type === 'ERROR') return { type: 'early', failure: failureOfStatus(object), hasNews };
      const after = textAt(object, 'metadata', 'resourceVersion') ?? version;
      // An event without a new version, as one that is told twice, is no news.
      if (after !== version) {
        hasNews = true;
        expiries = 0;
      }
      version = after;
      if (type !== 'BOOKMARK') options.onChange(type, object);
    }
  }
}

const silence: ApiFailure = connectionFailure(new Error('the watch has been silent for too long'));
