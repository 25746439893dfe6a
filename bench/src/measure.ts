import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { measure } from 'mitata';

/** A piece of work of ours beside the same work by others, all measured in one run. */
export interface BenchRow {
  /** The work: `render the 30-argument sample`. */
  readonly name: string;
  /** Our way. Its result is used, so that the compiler cannot leave it out. */
  readonly run: () => unknown;
  /** Other ways to the same result. */
  readonly peers: ReadonlyArray<BenchPeer>;
  /** The ratio to aim for, for the reader. */
  readonly aim?: string;
  /**
   * The ratio to the first peer that fails the bench. It is far above the aim, because a machine that others use too is
   * noisy.
   */
  readonly limit?: number;
}

/** The memory that our way keeps, beside another one. */
export interface HeapRow {
  readonly name: string;
  /** Makes the value that is kept. */
  readonly run: () => unknown;
  readonly peer: BenchPeer;
  readonly aim?: string;
  /** The ratio that fails the bench. */
  readonly limit?: number;
}

/** Another way to the result of a {@link BenchRow}. */
export interface BenchPeer {
  readonly name: string;
  readonly run: () => unknown;
}

/** One piece of work on inputs of doubling size, to see how its time grows. */
export interface GrowthRow {
  readonly name: string;
  /** The sizes, ascending: a number of characters, of steps, ... */
  readonly sizes: ReadonlyArray<number>;
  /** Makes the input of a size once, and gives the work on it. */
  readonly run: (size: number) => () => unknown;
}

/** Work that is too long to repeat. Its result is a figure of this machine. */
export interface FigureRow {
  readonly name: string;
  /** Does the work once, and gives the figure in words. */
  readonly run: () => Promise<string>;
}

/** The time of ours as a multiple of a peer's time: 0.5 is twice as fast. */
export interface Ratio {
  readonly peer: string;
  /** The median over the rounds. */
  readonly median: number;
  /** The lowest and the highest of the rounds. A wide range means that the machine was noisy. */
  readonly range: readonly [number, number];
}

/**
 * Measures a row in rounds, ours and each peer in turn. So a machine whose speed drifts slows down both sides of a
 * ratio.
 */
export async function measureRow(row: BenchRow, rounds = 7): Promise<ReadonlyArray<Ratio>> {
  const ratios = row.peers.map((): Array<number> => []);
  for (const { run } of [row, ...row.peers]) warmUp(run);
  for (let round = 0; round < rounds; round += 1) {
    const ours = await timeOf(row.run);
    for (const [index, peer] of row.peers.entries()) ratios[index]?.push(ours / (await timeOf(peer.run)));
  }
  return row.peers.map(({ name }, index) => ({ peer: name, ...spread(ratios[index] ?? []) }));
}

/**
 * The time for each size, as a multiple of the time for the smallest one, divided by the growth of the size: 1 is
 * linear.
 */
export async function measureGrowth(row: GrowthRow, rounds = 3): Promise<ReadonlyArray<Ratio>> {
  const [smallest = 1] = row.sizes;
  const works = row.sizes.map((size) => ({ size, run: row.run(size), ratios: [] as Array<number> }));
  for (let round = 0; round < rounds; round += 1) {
    let first = 0;
    for (const work of works) {
      const time = await timeOf(work.run);
      if (work.size === smallest) first = time;
      work.ratios.push(time / first / (work.size / smallest));
    }
  }
  return works.map(({ size, ratios }) => ({ peer: String(size), ...spread(ratios) }));
}

/** The heap that ours keeps, as a multiple of that of the peer. */
export function measureHeap({ run, peer }: HeapRow, rounds = 3): Ratio {
  const ratios = Array.from({ length: rounds }, () => keptBy(run) / keptBy(peer.run));
  return { peer: peer.name, ...spread(ratios) };
}

function keptBy(run: () => unknown): number {
  const before = usedHeap();
  const kept = [run()];
  const after = usedHeap();
  // Read after the measurement, so that it is kept until then.
  return kept.length === 1 ? after - before : Number.NaN;
}

function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') for (let round = 0; round < 3; round += 1) collect();
  return process.memoryUsage().heapUsed;
}

/** Runs long enough for the compiler to finish its optimisations. */
function warmUp(run: () => unknown): void {
  const end = performance.now() + 300;
  while (performance.now() < end) run();
}

/** Nanoseconds of one call: the median of many samples. */
async function timeOf(run: () => unknown): Promise<number> {
  const { p50 } = await measure(run, { min_cpu_time: 40e6, warmup_samples: 5 });
  return p50;
}

function spread(values: ReadonlyArray<number>): Omit<Ratio, 'peer'> {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  return { median: at(Math.floor(sorted.length / 2)), range: [at(0), at(sorted.length - 1)] };
}
