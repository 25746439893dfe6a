import { expectOptions } from '../usage-error.ts';
import { type Random, seeded } from './seeded.ts';

/** A fault of a request, before or after it is served. */
export type RequestFault =
  | { readonly type: 'refuse'; readonly code: 429 | 500 | 503 | 504; readonly retryAfter?: number }
  /** The connection breaks before the server has done anything. */
  | { readonly type: 'drop' }
  /** The server does the work, and the connection breaks before the answer. */
  | { readonly type: 'drop-answer' }
  | { readonly type: 'delay'; readonly milliseconds: number };

/** A fault of a stream, after a number of its items. */
export interface StreamFault {
  readonly after: number;
  /**
   * The sort of fault:
   *
   * - `break`: the connection breaks.
   * - `half-line`: the connection breaks in the middle of an item.
   * - `end`: the stream ends well.
   * - `silence`: nothing comes any more.
   * - `expire`: a watch says 410 inside its stream.
   * - `double`: a log goes back some lines, as where a kubelet begins a new file twice.
   * - `complain`: a kubelet writes its trouble instead of a log.
   * - `starting`: a kubelet that just started does not know the pod yet.
   */
  readonly type: 'break' | 'half-line' | 'end' | 'silence' | 'expire' | 'double' | 'complain' | 'starting';
}

/** A schedule of faults from a seed. */
export interface Faults {
  readonly request: () => RequestFault | undefined;
  /**
   * The fault of the next stream of a watch or a log. A log is never cut so that it looks whole twice in a row, because
   * nobody could notice that.
   */
  readonly stream: (purpose: 'watch' | 'log', path: string) => StreamFault | undefined;
  /** Gives true where an item of a watch comes twice. */
  readonly isDuplicated: () => boolean;
  /** The milliseconds that an item is late. */
  readonly lateness: () => number;
  /** Gives true where the history of changes is compacted now, so that watches expire. */
  readonly isCompacted: () => boolean;
}

/** An API server without any fault. */
export const noFaults: Faults = {
  request: () => undefined,
  stream: () => undefined,
  isDuplicated: () => false,
  lateness: () => 0,
  isCompacted: () => false,
};

/**
 * Faults of every kind, in an order that the seed decides.
 *
 * @param rate - the share of faults: 0 for none, 1 for about one request in five and one stream in two
 */
export function seededFaults(seed: number, rate = 1): Faults {
  expectOptions('seededFaults', { seed, rate }, { rate: 'number', seed: 'number' }, ['seed']);
  const random = seeded(seed);
  const cutLast = new Set<string>();
  return {
    request: () => (random.chance(0.2 * rate) ? requestFault(random) : undefined),
    stream: (purpose, path) => {
      const fault = random.chance(0.5 * rate) ? streamFault(random, purpose) : undefined;
      const isCut = purpose === 'log' && fault?.type === 'end';
      if (isCut && cutLast.delete(path)) return undefined;
      if (isCut) cutLast.add(path);
      else cutLast.delete(path);
      return fault;
    },
    isDuplicated: () => random.chance(0.1 * rate),
    lateness: () => (random.chance(0.2 * rate) ? random.below(4) : 0),
    isCompacted: () => random.chance(0.02 * rate),
  };
}

function requestFault(random: Random): RequestFault {
  const type = random.pick(['refuse', 'refuse', 'drop', 'drop-answer', 'delay']);
  if (type === 'delay') return { type, milliseconds: random.below(8) };
  if (type !== 'refuse') return { type };
  const code = random.pick([429, 500, 503, 504]);
  return code === 429 && random.chance(0.7) ? { type, code, retryAfter: random.below(3) } : { type, code };
}

function streamFault(random: Random, purpose: 'watch' | 'log'): StreamFault {
  const after = random.below(purpose === 'watch' ? 4 : 25);
  const common = ['break', 'break', 'half-line', 'half-line', 'end', 'silence'] as const;
  const ofLogs = ['double', 'complain', 'starting'] as const;
  return {
    after,
    type: purpose === 'watch' ? random.pick([...common, 'expire']) : random.pick([...common, ...ofLogs]),
  };
}
