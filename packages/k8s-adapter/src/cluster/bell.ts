/** Wakes a waiting function. */
export interface Bell {
  readonly ring: () => void;
  /** Resolves at the next ring. */
  readonly wait: () => Promise<void>;
}

/** A bell that nobody waits for. */
export function newBell(): Bell {
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      wake?.();
      wake = undefined;
    },
    wait: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
  };
}
