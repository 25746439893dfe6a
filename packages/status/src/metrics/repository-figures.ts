import type { Repository } from '@stash-functions/core/decode';
import { parseSize } from '../output/size.ts';

/** Figures about the data of a repository, as the actions after a backup measured them. */
export interface RepositoryFigures {
  /** True where it passed its last check. */
  readonly integrity?: boolean | undefined;
  /** Its size in the backend, in bytes. */
  readonly bytes?: number | undefined;
  /** The number of snapshots that the retention policy kept. */
  readonly snapshots?: number | undefined;
  /** The number of snapshots that the retention policy removed. */
  readonly removed?: number | undefined;
}

/** The measured figures; else those of the Repository's status. */
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
