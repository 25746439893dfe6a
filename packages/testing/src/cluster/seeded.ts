import { expectOptions } from '../usage-error.ts';

/** A source of random numbers; equal seeds give equal numbers. */
export interface Random {
  /** A number from 0 up to 1. */
  readonly next: () => number;
  /** A whole number from 0 up to, but not including, the bound. */
  readonly below: (bound: number) => number;
  /** True with this probability: 0 is never, 1 is always. */
  readonly chance: (probability: number) => boolean;
  /** One item of a list. */
  readonly pick: <const A>(items: readonly [A, ...ReadonlyArray<A>]) => A;
}

/** mulberry32: small, fast, and good enough to mix a schedule. */
export function seeded(seed: number): Random {
  expectOptions('seeded', { seed }, { seed: 'number' }, ['seed']);
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => items[below(items.length)] ?? items[0],
  };
}
