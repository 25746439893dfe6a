import type { HostOutcome } from '../output/step-output.ts';

/** The sums over the snapshots of a host. A number that some snapshot lacks is undefined. */
export interface HostSums {
  readonly bytes: number | undefined;
  readonly uploadedBytes: number | undefined;
  readonly seconds: number | undefined;
  readonly files: number | undefined;
  readonly newFiles: number | undefined;
  readonly modifiedFiles: number | undefined;
  readonly unmodifiedFiles: number | undefined;
}

/** The sums over the snapshots of a host; all are 0 where it took none. */
export function hostSums({ snapshots = [] }: HostOutcome): HostSums {
  return {
    bytes: sumOf(snapshots, ({ bytes }) => bytes),
    uploadedBytes: sumOf(snapshots, ({ uploadedBytes }) => uploadedBytes),
    seconds: sumOf(snapshots, ({ seconds }) => seconds),
    files: sumOf(snapshots, ({ files }) => files?.total),
    newFiles: sumOf(snapshots, ({ files }) => files?.new),
    modifiedFiles: sumOf(snapshots, ({ files }) => files?.modified),
    unmodifiedFiles: sumOf(snapshots, ({ files }) => files?.unmodified),
  };
}

/** The sum of a number over all items; undefined where an item lacks it. */
export function sumOf<Item>(items: ReadonlyArray<Item>, tell: (item: Item) => number | undefined): number | undefined {
  let sum = 0;
  for (const item of items) {
    const value = tell(item);
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}
