import type { Condition, TargetRef } from '@stash-functions/core/decode';

/**
 * Everything that a step of a backup or restore tells the steps behind it, in its output directory's `output.json`.
 * Bytes and seconds are numbers; the texts that the file has in their place are made by `printOutput`.
 */
export interface StepOutput {
  /** The target that the step worked on. Whoever reads the file knows it already, so it is for people. */
  readonly target?: TargetRef | undefined;
  /** How each host came out. */
  readonly hosts: ReadonlyArray<HostOutcome>;
  /** What the step observed on the way, such as the success of a hook. */
  readonly conditions?: ReadonlyArray<Condition> | undefined;
}

/** How the backup or restore of one host came out. */
export interface HostOutcome {
  /** The name that the data is filed under in the repository, `host-0`; it tells the hosts of a target apart. */
  readonly hostname: string;
  /** The outcome. A host without one, or that is `Running`, has not finished; `Unknown` is a restore's alone. */
  readonly phase?: HostPhase | undefined;
  /** How long it took, in seconds. */
  readonly seconds?: number | undefined;
  /** Why it failed. */
  readonly error?: string | undefined;
  /** The snapshots that a backup took, in order. */
  readonly snapshots?: ReadonlyArray<SnapshotOutcome> | undefined;
  /** The texts of the file that the host was read from. A status keeps a text that means the number of the model. */
  readonly written?: WrittenHost | undefined;
}

/** The outcome of one host. */
export type HostPhase = 'Succeeded' | 'Failed' | 'Running' | 'Unknown';

/** One snapshot that a backup took. A number that is absent was not reported, which is not zero. */
export interface SnapshotOutcome {
  /** The snapshot's identifier in the repository; a run that saved nothing new has none. */
  readonly id?: string | undefined;
  /** The path that was backed up, or the name of the file that standard input was saved as. */
  readonly path?: string | undefined;
  /** The size of the data, in bytes. */
  readonly bytes?: number | undefined;
  /** How much of it was sent to the backend, before compression, in bytes. */
  readonly uploadedBytes?: number | undefined;
  /** How long it took, in seconds. */
  readonly seconds?: number | undefined;
  /** The files, compared with the snapshot before. */
  readonly files?: FileCounts | undefined;
}

/** Numbers of files; one that is absent was not reported. */
export interface FileCounts {
  /** All of them. */
  readonly total?: number | undefined;
  /** Those that were not there before. */
  readonly new?: number | undefined;
  /** Those that were there and have changed. */
  readonly modified?: number | undefined;
  /** Those that were there and have not changed. */
  readonly unmodified?: number | undefined;
}

/** How a file has a host's numbers. */
export interface WrittenHost {
  /** `12.345678901s` */
  readonly duration?: string | undefined;
  /** Those of each snapshot, in the order of the host's. */
  readonly snapshots?: ReadonlyArray<WrittenSnapshot> | undefined;
}

/** How a file has a snapshot's numbers. */
export interface WrittenSnapshot {
  /** `3.408 MiB` */
  readonly totalSize?: string | undefined;
  /** `1.250 MiB` */
  readonly uploaded?: string | undefined;
  /** `0:42` */
  readonly processingTime?: string | undefined;
}

/** The phases of a host, in the order in which a reader meets them. */
export const hostPhases: ReadonlyArray<HostPhase> = ['Succeeded', 'Failed', 'Running', 'Unknown'];

/** Whether the host's backup or restore is over. */
export function hasFinished(phase: HostPhase | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed' || phase === 'Unknown';
}
