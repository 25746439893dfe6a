import type { Problems, RulesFor } from '@stash-functions/core/decode';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { type Bell, newBell } from '../bell.ts';
import { type ClusterClient, portOf } from '../client/from-kube-config.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { ClusterProblemCode } from '../cluster-problem-code.ts';
import type { JsonObject } from '../json.ts';
import { type Latch, latch } from '../latch.ts';
import { connectionFailure } from '../port/api-failure.ts';
import { checkCall, checkCollection } from '../port/check-call.ts';
import type { Collection } from '../port/cluster-port.ts';
import { failureProblems } from '../port/failure-problems.ts';
import type { Retry } from '../retry.ts';
import { type KnownObjects, knownObjects } from './known-objects.ts';
import { type ObjectChanged, type UnreadChanges, unreadChanges } from './object-changes.ts';
import { watchLoop } from './watch-loop.ts';

/** The options of {@link watchObjects}. */
export interface WatchObjectsOptions {
  /** Ends the watch for all readers when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds of failed attempts until the watch gives up; by default it asks on until the signal is aborted. */
  readonly giveUpAfter?: number | undefined;
  /** Called before each wait for an API server that does not answer, or that asks to wait. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  /** The clock; tests replace it. */
  readonly clock?: Clock | undefined;
}

/** An item that a reader of a watch gets. */
export type ObjectChange =
  | ObjectChanged
  /** All objects of the beginning have been told. It comes once for each reader. */
  | { readonly type: 'listed' }
  /** The watch has given up. It is the last item of a reader. */
  | { readonly type: 'failed'; readonly problems: Problems<ClusterProblemCode> };

/** The objects of a collection, and their changes. */
export interface ObjectWatch extends AsyncIterable<ObjectChange> {
  /** Gives all objects as they were last seen; none before the first reader has begun. */
  readonly objects: () => ReadonlyArray<JsonObject>;
}

/**
 * Follows the objects of a collection: the basis of an operator's loop. It lists them and watches. When the stream ends
 * or breaks, it watches again from the same point.
 *
 * ```ts
 * for await (const change of watchObjects(kubeConfig, backupSessions, { signal })) {
 *   if (change.type === 'added' || change.type === 'modified') queue.add(change.object);
 * }
 * ```
 *
 * - Shared: one list and one watch serve all readers, however many loops there are. They begin with the first reader
 *   and end with the last. Each reader gets all objects first, then `listed`, then each change.
 * - Resumable: no change is lost by a break. An object that went meanwhile is `deleted` after the next list.
 * - Level, not edge: a slow reader gets the latest state of each object, not each step. So no more changes wait for it
 *   than there are objects.
 *
 * It asks at the pace of every loop of this entry. It ends silently at the signal. Where access is denied or the kind
 * is not served, it gives up after some attempts. It then gives `failed`, with `access-denied`, `unknown-kind` and the
 * like, or `option-invalid`.
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
  const invalid = [...checkCollection(collection), ...checkCall(options, watchRules)];
  let loop: Loop | undefined;

  const tell = (changes: ReadonlyArray<ObjectChanged>): void => {
    for (const reader of readers) {
      for (const change of changes) reader.unread.push(change);
      reader.bell.ring();
    }
  };
  const begin = (): Loop => {
    // The objects known at that time may be gone since.
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
  /** Opens when the loop is over. */
  readonly end: Latch & { readonly release: () => void };
  /** True once everything has been listed. */
  isListed: boolean;
  /** The reason why it gave up. */
  problems?: Problems<ClusterProblemCode> | undefined;
}

/** Runs the loop until the signal is aborted or its patience ends. */
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
