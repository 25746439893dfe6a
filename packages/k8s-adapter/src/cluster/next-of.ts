import type { Clock } from './clock.ts';
import { latch } from './latch.ts';

/** The result of waiting for the next item of a stream. */
export type Next<A> =
  | { readonly type: 'item'; readonly value: A }
  | { readonly type: 'end' }
  | { readonly type: 'broken'; readonly error: unknown }
  | { readonly type: 'silent' };

/** The options of {@link within}. */
export interface WithinOptions {
  readonly clock: Clock;
  /** Milliseconds until the stream counts as silent. */
  readonly timeout: number;
  /** Signals that stop the wait at once, as if the time were over. */
  readonly signals: ReadonlyArray<AbortSignal>;
}

/** Asks a stream for its next item. The promise never rejects. */
export function nextOf<A>(stream: AsyncIterator<A>): Promise<Next<A>> {
  return stream.next().then(
    (result): Next<A> => (result.done === true ? { type: 'end' } : { type: 'item', value: result.value }),
    (error: unknown): Next<A> => ({ type: 'broken', error }),
  );
}

/** Turns the result of a call into an item to wait for. The promise never rejects. */
export function settled<A>(call: Promise<A>): Promise<Next<A>> {
  return call.then(
    (value): Next<A> => ({ type: 'item', value }),
    (error: unknown): Next<A> => ({ type: 'broken', error }),
  );
}

/**
 * Waits for an item, but not for ever. After a silence the request for the item still stands: wait for the same promise
 * again, or close the stream.
 */
export async function within<A>(item: Promise<Next<A>>, { clock, timeout, signals }: WithinOptions): Promise<Next<A>> {
  // A latch of its own, because each wait on a signal that lives on would leave something behind.
  const done = latch(...signals);
  const silence = clock.sleep(timeout, done.signal).then((): Next<A> => ({ type: 'silent' }));
  try {
    return await Promise.race([item, silence]);
  } finally {
    done.open();
    done.release();
  }
}
