import type { Condition, TargetRef } from '@stash-functions/core/decode';

/**
 * Everything that a step of a backup or restore reports to the steps after it, in the `output.json` of its output
 * directory. Here bytes and seconds are numbers; `printOutput` makes the texts of the file.
 */
export interface StepOutput {
  /** The target of the step. Readers of the file know it already, so it is only for people. */
  readonly target?: TargetRef | undefined;
  /** The outcome of each host. */
  readonly hosts: ReadonlyArray<HostOutcome>;
  /** The observations of the step, as the success of a hook. */
  readonly conditions?: ReadonlyArray<Condition> | undefined;
}

/** The outcome of the backup or restore of one host. */
export interface HostOutcome {
  /** The name of the data in the repository, as `host-0`. It tells the hosts of a target apart. */
  readonly hostname: string;
  /** The outcome. A host without one, or with `Running`, has not finished. Only a restore has `Unknown`. */
  readonly phase?: HostPhase | undefined;
  /** The duration in seconds. */
  readonly seconds?: number | undefined;
  /** The reason of a failure. */
  readonly error?: string | undefined;
  /** The snapshots that a backup took, in order. */
  readonly snapshots?: ReadonlyArray<SnapshotOutcome> | undefined;
  /** The texts of the file that the host was read from. A status keeps such a text as long as it means the number. */
  readonly written?: WrittenHost | undefined;
}

/** The outcome of one host. */
export type HostPhase = 'Succeeded' | 'Failed' | 'Running' | 'Unknown';

/** A snapshot that a backup took. An absent number was not reported, which is not zero. */
export interface SnapshotOutcome {
  /** The identifier of the snapshot in the repository. A run that saved nothing new has none. */
  readonly id?: string | undefined;
  /** The path that was backed up, or the name of the file that standard input was saved as. */
  readonly path?: string | undefined;
  /** The size of the data, in bytes. */
  readonly bytes?: number | undefined;
  /** The bytes of it that were sent to the backend, before compression. */
  readonly uploadedBytes?: number | undefined;
  /** The duration in seconds. */
  readonly seconds?: number | undefined;
  /** The files, compared with those of the snapshot before. */
  readonly files?: FileCounts | undefined;
}

/** Numbers of files. An absent one was not reported. */
export interface FileCounts {
  /** The number of all files. */
  readonly total?: number | undefined;
  /** The number of new files. */
  readonly new?: number | undefined;
  /** The number of changed files. */
  readonly modified?: number | undefined;
  /** The number of unchanged files. */
  readonly unmodified?: number | undefined;
}

/** The numbers of a host as texts of a file. */
export interface WrittenHost {
  /** The duration, as `12.345678901s`. */
  readonly duration?: string | undefined;
  /** The texts of each snapshot, in the order of the host's snapshots. */
  readonly snapshots?: ReadonlyArray<WrittenSnapshot> | undefined;
}

/** The numbers of a snapshot as texts of a file. */
export interface WrittenSnapshot {
  /** The size, as `3.408 MiB`. */
  readonly totalSize?: string | undefined;
  /** The uploaded bytes, as `1.250 MiB`. */
  readonly uploaded?: string | undefined;
  /** The processing time, as `0:42`. */
  readonly processingTime?: string | undefined;
}

/** The phases of a host, in the order in which a reader meets them. */
export const hostPhases: ReadonlyArray<HostPhase> = ['Succeeded', 'Failed', 'Running', 'Unknown'];

/** True where the host's backup or restore is over. */
export function hasFinished(phase: HostPhase | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed' || phase === 'Unknown';
}
