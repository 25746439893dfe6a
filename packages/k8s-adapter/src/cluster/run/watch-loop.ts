import { backOff } from '../back-off.ts';
import type { Clock } from '../clock.ts';
import type { JsonObject } from '../json.ts';
import { textAt } from '../json.ts';
import { type ApiFailure, connectionFailure, failureOfStatus, isExpired, isTransient } from '../port/api-failure.ts';
import type { ClusterPort, Collection } from '../port/cluster-port.ts';
import type { Retry } from '../retry.ts';
import { latch } from './latch.ts';
import { nextOf, within } from './next-of.ts';

/** What {@link watchLoop} takes. */
export interface WatchLoopOptions {
  readonly port: ClusterPort;
  readonly clock: Clock;
  readonly collection: Collection;
  /** Ends the loop. */
  readonly signal: AbortSignal;
  /** Milliseconds for which every attempt may fail before the loop gives up. */
  readonly giveUpAfter: number;
  /** All objects at one moment: what is not among them is gone. */
  readonly onList: (objects: ReadonlyArray<JsonObject>) => void;
  /** ADDED, MODIFIED or DELETED. */
  readonly onChange: (type: string, object: JsonObject) => void;
  /** Told before each wait. */
  readonly onRetry: (retry: Retry) => void;
}

/** After how many seconds the server is asked to close a watch; a random half is added. */
const watchSeconds = 60;
/** Milliseconds after which a stream that ends without an event was just quiet. */
const soundAfter = 10_000;
/** How long after that a watch which is still open counts as dead: its connection is gone without a word. */
const watchGrace = 15_000;

/**
 * Follows a collection until the signal: lists it, watches from the list's resource version, and watches again from the
 * last event when the server closes the stream or the connection breaks. Lists anew when the version has expired (410).
 * Back-off with jitter between failures, and the server's Retry-After where it names one.
 *
 * @returns the last failure, when access is denied or every attempt has failed for too long; undefined at the signal
 */
export async function watchLoop(options: WatchLoopOptions): Promise<ApiFailure | undefined> {
  const { port, clock, collection, signal, onList } = options;
  let version: string | undefined;
  let attempt = 0;
  let failingSince: number | undefined;

  while (!signal.aborted) {
    const failure = version === undefined ? await list() : await watch(version);
    if (signal.aborted) return undefined;
    if (failure === undefined) {
      failingSince = undefined;
      continue;
    }
    if (isExpired(failure)) {
      version = undefined;
      // An expired version is not a failure of the server: the first new list is due at once.
      if (attempt === 0) {
        attempt = 1;
        continue;
      }
    }
    failingSince ??= clock.now();
    attempt += 1;
    const isHopeless = !isTransient(failure) && !isExpired(failure) && attempt > 3;
    if (isHopeless || clock.now() - failingSince > options.giveUpAfter) return failure;
    const delay = backOff(attempt, clock.random(), failure.retryAfter);
    options.onRetry({ attempt, delay, failure });
    await clock.sleep(delay, signal);
  }
  return undefined;

  async function list(): Promise<ApiFailure | undefined> {
    const result = await port.list(collection, { signal });
    if (result._tag === 'Left') return result.left;
    if (signal.aborted) return undefined;
    version = result.right.resourceVersion;
    onList(result.right.items);
    return undefined;
  }

  async function watch(from: string): Promise<ApiFailure | undefined> {
    const timeoutSeconds = Math.round(watchSeconds * (1 + clock.random() / 2));
    const connection = latch(signal);
    try {
      const options = { resourceVersion: from, timeoutSeconds, signal: connection.signal };
      const stream = await port.watch(collection, options);
      if (stream._tag === 'Left') return stream.left;
      // The server answers: however this stream ends, it is not out of reach.
      failingSince = undefined;
      const deadline = clock.now() + timeoutSeconds * 1000 + watchGrace;
      return await read(stream.right[Symbol.asyncIterator](), deadline);
    } finally {
      connection.open();
      connection.release();
    }
  }

  async function read(
    events: AsyncIterator<{ type: string; object: JsonObject }>,
    deadline: number,
  ): Promise<ApiFailure | undefined> {
    const openedAt = clock.now();
    let hasEvents = false;
    for (;;) {
      const next = await within(nextOf(events), { clock, timeout: deadline - clock.now(), signals: [signal] });
      if (signal.aborted) return undefined;
      if (next.type === 'broken') return connectionFailure(next.error);
      if (next.type === 'silent') return connectionFailure(new Error('the watch has been silent for too long'));
      if (next.type === 'end') {
        // A server that ends every stream at once is asked again with back-off; one that ends a quiet one is not.
        const isSound = hasEvents || clock.now() - openedAt > soundAfter;
        if (isSound) attempt = 0;
        return isSound ? undefined : connectionFailure(new Error('the watch ended at once'));
      }
      const { type, object } = next.value;
      if (type === 'ERROR') return failureOfStatus(object);
      hasEvents = true;
      attempt = 0;
      version = textAt(object, 'metadata', 'resourceVersion') ?? version;
      if (type !== 'BOOKMARK') options.onChange(type, object);
    }
  }
}
