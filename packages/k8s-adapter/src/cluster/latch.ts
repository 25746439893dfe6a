import { setMaxListeners } from 'node:events';

/** An event that happens once. Others can wait for it, and hold on to nothing afterwards. */
export interface Latch {
  /** The signal that is aborted when it happens. */
  readonly signal: AbortSignal;
  /** Makes it happen. */
  readonly open: (reason?: unknown) => void;
}

/** Without a reason, each abort would make an exception with its stack. This takes longer than all the rest. */
const opened: Error = new Error('it was given up');

/** A closed latch. With parents, it opens with the first of them. */
export function latch(...parents: ReadonlyArray<AbortSignal>): Latch & { readonly release: () => void } {
  const controller = new AbortController();
  const open = (reason: unknown = opened): void => controller.abort(reason);
  const follow = (event: Event): void => {
    if (event.target instanceof AbortSignal) open(event.target.reason);
  };
  for (const parent of parents) {
    if (parent.aborted) open(parent.reason);
    else listenTo(parent, follow);
  }
  // AbortSignal.any would keep each of its signals as long as a parent lives, which here is the whole run.
  const release = (): void => {
    for (const parent of parents) parent.removeEventListener('abort', follow);
  };
  return { signal: controller.signal, open, release };
}

/** Resolves when a signal is aborted, with its reason. */
export function aborted(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason);
    else listenTo(signal, () => resolve(signal.reason));
  });
}

/** The result of some work. Where a signal is aborted first it is undefined, and nobody waits for the work any more. */
export async function beforeAbort<A>(work: Promise<A>, signal: AbortSignal): Promise<A | undefined> {
  const given = latch(signal);
  try {
    return await Promise.race([work, aborted(given.signal).then(() => undefined)]);
  } finally {
    given.release();
  }
}

/**
 * Listens to a signal, also together with many others, as a thousand runs do with the signal of their caller. Node
 * would take more than ten listeners for a leak, and print a warning.
 */
export function listenTo(signal: AbortSignal, listener: (event: Event) => void): void {
  if (!unlimited.has(signal)) {
    unlimited.add(signal);
    setMaxListeners(0, signal);
  }
  signal.addEventListener('abort', listener, { once: true });
}

const unlimited = new WeakSet<AbortSignal>();
