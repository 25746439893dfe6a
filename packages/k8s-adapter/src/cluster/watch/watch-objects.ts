import { checkOptions, type Problems, type RulesFor } from '@stash-functions/core/decode';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { type Bell, newBell } from '../bell.ts';
import { type ClusterClient, portOf } from '../client/from-kube-config.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { ClusterProblemCode } from '../cluster-problem-code.ts';
import type { JsonObject } from '../json.ts';
import { type Latch, latch } from '../latch.ts';
import { connectionFailure } from '../port/api-failure.ts';
import type { Collection } from '../port/cluster-port.ts';
import { failureProblems } from '../port/failure-problems.ts';
import type { Retry } from '../retry.ts';
import { type KnownObjects, knownObjects } from './known-objects.ts';
import { type ObjectChanged, type UnreadChanges, unreadChanges } from './object-changes.ts';
import { watchLoop } from './watch-loop.ts';

/** What {@link watchObjects} takes. */
export interface WatchObjectsOptions {
  /** Ends the watch for all readers. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for which every attempt may fail before the watch gives up; unless told, it asks on until the signal. */
  readonly giveUpAfter?: number | undefined;
  /** Told before each wait for an API server that does not answer, or asks for patience. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  /** Time, for tests. */
  readonly clock?: Clock | undefined;
}

/** What a reader of a watch is told. */
export type ObjectChange =
  | ObjectChanged
  /** Everything that was there at first has been told; once for each reader. */
  | { readonly type: 'listed' }
  /** The watch has given up; the last that a reader is told. */
  | { readonly type: 'failed'; readonly problems: Problems<ClusterProblemCode> };

/** The objects of a collection, and what becomes of them. */
export interface ObjectWatch extends AsyncIterable<ObjectChange> {
  /** All objects as they were last seen; none before the first reader has begun. */
  readonly objects: () => ReadonlyArray<JsonObject>;
}

/**
 * Follows the objects of a collection: lists them, watches, and watches again from where it was when the stream ends or
 * breaks. What an operator's loop stands on.
 *
 * ```ts
 * for await (const change of watchObjects(kubeConfig, backupSessions, { signal })) {
 *   if (change.type === 'added' || change.type === 'modified') queue.add(change.object);
 * }
 * ```
 *
 * - Shared: one list and one watch serve all readers, however many loops go over it. They begin with the first and end with
 *   the last; each reader is told of all objects first, then `listed`, then of each change.
 * - Resumable: nothing is missed by a break. An object that went while nobody could look is `deleted` after the next list.
 * - Level, not edge: a reader that is slow is told the latest state of each object, not each step, so that no more waits for
 *   it than there are objects.
 *
 * It asks at the pace of every loop of this entry. It ends at the signal, without a word. Where access is denied or the kind
 * is not served it gives up after some attempts: `failed`, with `access-denied`, `unknown-kind` and the like, or
 * `option-invalid`.
 *
 * Needs `list` and `watch`.
 */
export function watchObjects(
  client: ClusterClient,
  collection: Collection,
  options: WatchObjectsOptions = {},
): ObjectWatch {
  let known = knownObjects();
  const readers = new Set<Reader>();
  const invalid = checkOptions(options, watchRules);
  let loop: Loop | undefined;

  const tell = (changes: ReadonlyArray<ObjectChanged>): void => {
    for (const reader of readers) {
      for (const change of changes) reader.unread.push(change);
      reader.bell.ring();
    }
  };
  const begin = (): Loop => {
    // What was known when nobody looked any more may be gone.
    known = knownObjects();
    const begun: Loop = { end: latch(...(options.signal === undefined ? [] : [options.signal])), isListed: false };
    void follow(client, collection, options, known, begun, tell).then((problems) => {
      begun.end.release();
      begun.problems = problems;
      begun.end.open();
      tell([]);
    });
    return begun;
  };

  async function* read(): AsyncGenerator<ObjectChange, void, undefined> {
    if (isNonEmpty(invalid)) {
      yield { type: 'failed', problems: invalid };
      return;
    }
    const reader: Reader = { unread: unreadChanges(), bell: newBell() };
    if (loop === undefined || loop.end.signal.aborted) loop = begin();
    for (const object of known.all()) reader.unread.push({ type: 'added', object });
    readers.add(reader);
    const current = loop;
    let isListed = false;
    try {
      for (;;) {
        const change = reader.unread.shift();
        if (change !== undefined) yield change;
        else if (!isListed && current.isListed) {
          isListed = true;
          yield { type: 'listed' };
        } else if (current.end.signal.aborted) {
          if (current.problems !== undefined) yield { type: 'failed', problems: current.problems };
          return;
        } else await reader.bell.wait();
      }
    } finally {
      readers.delete(reader);
      if (readers.size === 0) current.end.open();
    }
  }
  return { objects: () => known.all(), [Symbol.asyncIterator]: read };
}

const watchRules: RulesFor<WatchObjectsOptions> = {
  clock: 'object',
  giveUpAfter: 'number',
  onRetry: 'function',
  signal: 'object',
};

interface Reader {
  readonly unread: UnreadChanges;
  readonly bell: Bell;
}

/** A loop that serves all readers. */
interface Loop {
  /** Opened when it is over. */
  readonly end: Latch & { readonly release: () => void };
  /** Whether everything has been listed once. */
  isListed: boolean;
  /** Why it has given up. */
  problems?: Problems<ClusterProblemCode> | undefined;
}

/** Runs the loop to its end, which is the signal's or that of its patience. */
async function follow(
  client: ClusterClient,
  collection: Collection,
  { clock = systemClock, giveUpAfter = Number.POSITIVE_INFINITY, onRetry }: WatchObjectsOptions,
  known: KnownObjects,
  loop: Loop,
  tell: (changes: ReadonlyArray<ObjectChanged>) => void,
): Promise<Problems<ClusterProblemCode> | undefined> {
  const failure = await watchLoop({
    port: portOf(client),
    clock,
    collection,
    giveUpAfter,
    signal: loop.end.signal,
    onRetry: (retry) => onRetry?.(retry),
    onList: (objects) => {
      loop.isListed = true;
      tell(known.replace(objects));
    },
    onChange: (type, object) => tell(known.change(type, object)),
  }).catch(connectionFailure);
  return failure === undefined ? undefined : failureProblems(failure, collection);
}
