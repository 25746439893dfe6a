/** Something that happens once, and that others can wait for without holding on to anything afterwards. */
export interface Latch {
  /** Aborted once it has happened. */
  readonly signal: AbortSignal;
  /** Lets it happen. */
  readonly open: (reason?: unknown) => void;
}

/** Without a reason, each abort would make an exception with its stack, which takes longer than all else. */
const opened: Error = new Error('it was given up');

/** A latch that is closed; with parents, one that opens with the first of them. */
export function latch(...parents: ReadonlyArray<AbortSignal>): Latch & { readonly release: () => void } {
  const controller = new AbortController();
  const open = (reason: unknown = opened): void => controller.abort(reason);
  const follow = (event: Event): void => {
    if (event.target instanceof AbortSignal) open(event.target.reason);
  };
  for (const parent of parents) {
    if (parent.aborted) open(parent.reason);
    else parent.addEventListener('abort', follow);
  }
  // AbortSignal.any would keep each of its signals for as long as a parent lives, which here is the whole run.
  const release = (): void => {
    for (const parent of parents) parent.removeEventListener('abort', follow);
  };
  return { signal: controller.signal, open, release };
}

/** Resolves when a signal is aborted, with its reason. */
export function aborted(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason);
    else signal.addEventListener('abort', () => resolve(signal.reason), { once: true });
  });
}

/** What becomes of work, unless a signal is aborted before: then undefined, and nobody waits for it any more. */
export async function beforeAbort<A>(work: Promise<A>, signal: AbortSignal): Promise<A | undefined> {
  const given = latch(signal);
  try {
    return await Promise.race([work, aborted(given.signal).then(() => undefined)]);
  } finally {
    given.release();
  }
}
