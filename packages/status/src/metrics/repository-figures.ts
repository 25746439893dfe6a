import type { Repository } from '@stash-functions/core/decode';
import { parseSize } from '../output/size.ts';

/** What is known of a repository's data, as the actions behind a backup measured it. */
export interface RepositoryFigures {
  /** Whether it passed its last check. */
  readonly integrity?: boolean | undefined;
  /** Its size in the backend, in bytes. */
  readonly bytes?: number | undefined;
  /** How many snapshots the retention policy kept. */
  readonly snapshots?: number | undefined;
  /** How many snapshots the retention policy removed. */
  readonly removed?: number | undefined;
}

/** The figures that were measured; else those of the Repository's status. */
export function figuresOf(
  repository: Repository | undefined,
  measured: RepositoryFigures | undefined,
): RepositoryFigures {
  if (measured !== undefined) return measured;
  const { integrity, totalSize, snapshotCount, snapshotsRemovedOnLastCleanup } = repository?.status ?? {};
  return {
    integrity,
    bytes: totalSize === undefined ? undefined : parseSize(totalSize),
    snapshots: snapshotCount,
    removed: snapshotsRemovedOnLastCleanup,
  };
}
