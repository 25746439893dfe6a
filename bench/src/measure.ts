import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A piece of work of ours beside the same work by others, all measured in one run. */
export interface BenchRow {
  /** The work: `render the 30-argument sample`. */
  readonly name: string;
  /** Our way. Its result is used, so that the compiler cannot leave it out. */
  readonly run: (piece: number) => unknown;
  /** Other ways to the same result. */
  readonly peers: ReadonlyArray<BenchPeer>;
  /** The ratio to aim for, for the reader. */
  readonly aim?: string;
  /**
   * The ratio to the first peer that fails the bench. It is far above the aim, because a machine that others use too is
   * noisy.
   */
  readonly limit?: number;
  /** True for work that takes so long that one call is a sample: a process, or a compiler. */
  readonly long?: boolean;
  /** How many pieces the work has, each of which is measured by itself and called by its number. Default 1. */
  readonly pieces?: number;
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
  readonly run: (piece: number) => unknown;
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
 * Measures a row in rounds. Within each, ours and the peers are called in turn, sample by sample. A machine whose speed
 * drifts, or that others use too, slows down both sides of a ratio that way.
 */
export async function measureRow(row: BenchRow, rounds = 7): Promise<ReadonlyArray<Ratio>> {
  const { long = false, pieces = 1 } = row;
  const works = [row, ...row.peers].map(({ run }) => prepare(run, long, pieces));
  const ratios = row.peers.map((): Array<number> => []);
  for (let round = 0; round < rounds; round += 1) {
    const [ours = Number.NaN, ...others] = sampleInTurn(works, long ? 1 : samplesOfRound);
    others.forEach((theirs, index) => {
      ratios[index]?.push(ours / theirs);
    });
  }
  return row.peers.map(({ name }, index) => ({ peer: name, ...spread(ratios[index] ?? []) }));
}

/**
 * The time for each size, as a multiple of the time for the smallest one, divided by the growth of the size: 1 is
 * linear.
 */
export async function measureGrowth(row: GrowthRow, rounds = 3): Promise<ReadonlyArray<Ratio>> {
  const [smallest = 1] = row.sizes;
  const works = row.sizes.map((size) => prepare(row.run(size), false, 1));
  const ratios = row.sizes.map((): Array<number> => []);
  for (let round = 0; round < rounds; round += 1) {
    const times = sampleInTurn(works, samplesOfRound);
    row.sizes.forEach((size, index) => {
      ratios[index]?.push((times[index] ?? Number.NaN) / (times[0] ?? Number.NaN) / (size / smallest));
    });
  }
  return row.sizes.map((size, index) => ({ peer: String(size), ...spread(ratios[index] ?? []) }));
}

/** The heap that ours keeps, as a multiple of that of the peer. */
export function measureHeap({ run, peer }: HeapRow, rounds = 3): Ratio {
  const ratios = Array.from({ length: rounds }, () => keptBy(run) / keptBy(() => peer.run(0)));
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

/** Work that is warm, and how often it is called for one sample. */
interface Work {
  readonly run: (piece: number) => unknown;
  readonly calls: number;
  readonly pieces: number;
}

const samplesOfRound = 15;

/**
 * Calls the work until the compiler is done with its optimisations. It counts calls and the time of the processor, and
 * not seconds: on a busy machine these say little.
 */
function prepare(run: (piece: number) => unknown, long: boolean, pieces: number): Work {
  if (long) return { run, calls: 1, pieces };
  const begin = process.cpuUsage();
  let spent = 0;
  let count = 0;
  while (count < warmCalls && (count < fewestWarmCalls || spent < longestWarmUp)) {
    run(count % pieces);
    count += 1;
    const { user, system } = process.cpuUsage(begin);
    spent = user + system;
  }
  return { run, calls: pieces > 1 ? 1 : Math.max(1, Math.floor((shortestSample * count) / spent)), pieces };
}

const warmCalls = 20_000;
const fewestWarmCalls = 20;
/** Microseconds of the processor. */
const longestWarmUp = 3e6;
const shortestSample = 1000;

/**
 * The time of each work: of every piece of it the sample that a quarter of all are faster than. The slower ones hold the
 * work of other programs too.
 */
function sampleInTurn(works: ReadonlyArray<Work>, count: number): ReadonlyArray<number> {
  const times = works.map(() => 0);
  for (let piece = 0; piece < (works[0]?.pieces ?? 0); piece += 1) {
    const samples = works.map((): Array<number> => []);
    for (let sample = 0; sample < count; sample += 1) {
      for (const [index, work] of works.entries()) samples[index]?.push(timeOf(work, piece));
    }
    for (const [index, all] of samples.entries()) {
      times[index] = (times[index] ?? 0) + (all.sort((one, other) => one - other)[Math.floor(count / 4)] ?? Number.NaN);
    }
  }
  return times;
}

function timeOf({ run, calls }: Work, piece: number): number {
  const begin = performance.now();
  for (let call = 0; call < calls; call += 1) last = run(piece);
  return (performance.now() - begin) / calls;
}

/** The last result of all, so that no compiler leaves the work out. */
export let last: unknown;

function spread(values: ReadonlyArray<number>): Omit<Ratio, 'peer'> {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  return { median: at(Math.floor(sorted.length / 2)), range: [at(0), at(sorted.length - 1)] };
}
