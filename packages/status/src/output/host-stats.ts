import type { FileStats, HostBackupStats, HostRestoreStats, SnapshotStats } from '@stash-functions/core/decode';
import { formatGoDuration, parseGoDuration } from './duration.ts';
import { formatProcessingTime, parseProcessingTime } from './processing-time.ts';
import { formatSize, parseSize } from './size.ts';
import type {
  FileCounts,
  HostOutcome,
  HostPhase,
  SnapshotOutcome,
  WrittenHost,
  WrittenSnapshot,
} from './step-output.ts';

/** A host as an output.json has it: that of a backup or of a restore, whose fields agree. */
export interface HostStats extends Omit<HostBackupStats, 'phase'> {
  /** The outcome; a backup's is `Succeeded` or `Failed`. */
  readonly phase?: HostPhase;
}

/** A host as an output.json has it. */
export function toStats(host: HostOutcome): HostStats {
  const { snapshots = [], phase, written } = host;
  return {
    ...commonStats(host),
    ...(phase === undefined ? {} : { phase }),
    ...(snapshots.length === 0
      ? {}
      : { snapshots: snapshots.map((snapshot, index) => toSnapshotStats(snapshot, written?.snapshots?.[index])) }),
  };
}

/** A host as a BackupSession's status has it; the phases that only a restore has are left out. */
export function toBackupStats(host: HostOutcome): HostBackupStats {
  const { phase, ...stats } = toStats(host);
  return phase === 'Succeeded' || phase === 'Failed' ? { ...stats, phase } : stats;
}

/** A host as the status of a RestoreSession or RestoreBatch has it. */
export function toRestoreStats(host: HostOutcome): HostRestoreStats {
  const { snapshots: _, ...stats } = toStats(host);
  return stats;
}

/** A host of an output.json or of a status as numbers; a text that means none is kept beside them. */
export function fromStats(stats: HostStats): HostOutcome {
  const { hostname = '', phase, duration, error, snapshots } = stats;
  const seconds = duration === undefined ? undefined : parseGoDuration(duration);
  return {
    hostname,
    ...(phase === undefined ? {} : { phase }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(error === undefined || error === '' ? {} : { error }),
    ...(snapshots === undefined ? {} : { snapshots: snapshots.map(fromSnapshotStats) }),
    written: writtenOf(duration, snapshots),
  };
}

function commonStats({ hostname, seconds, error, written }: HostOutcome): HostStats {
  const duration = textOf(seconds, written?.duration, parseGoDuration, formatGoDuration);
  return {
    ...(hostname === '' ? {} : { hostname }),
    ...(duration === undefined ? {} : { duration }),
    ...(error === undefined || error === '' ? {} : { error }),
  };
}

function toSnapshotStats(snapshot: SnapshotOutcome, written: WrittenSnapshot = {}): SnapshotStats {
  const totalSize = textOf(snapshot.bytes, written.totalSize, parseSize, formatSize);
  const uploaded = textOf(snapshot.uploadedBytes, written.uploaded, parseSize, formatSize);
  const time = textOf(snapshot.seconds, written.processingTime, parseProcessingTime, formatProcessingTime);
  return {
    ...(snapshot.id === undefined || snapshot.id === '' ? {} : { name: snapshot.id }),
    ...(snapshot.path === undefined || snapshot.path === '' ? {} : { path: snapshot.path }),
    ...(totalSize === undefined ? {} : { totalSize }),
    ...(uploaded === undefined ? {} : { uploaded }),
    ...(time === undefined ? {} : { processingTime: time }),
    ...(snapshot.files === undefined ? {} : { fileStats: toFileStats(snapshot.files) }),
  };
}

function toFileStats(files: FileCounts): FileStats {
  return {
    ...(files.total === undefined ? {} : { totalFiles: files.total }),
    ...(files.new === undefined ? {} : { newFiles: files.new }),
    ...(files.modified === undefined ? {} : { modifiedFiles: files.modified }),
    ...(files.unmodified === undefined ? {} : { unmodifiedFiles: files.unmodified }),
  };
}

function fromSnapshotStats(stats: SnapshotStats): SnapshotOutcome {
  const { name, path, totalSize, uploaded, processingTime, fileStats } = stats;
  return {
    id: name,
    path,
    bytes: totalSize === undefined ? undefined : parseSize(totalSize),
    uploadedBytes: uploaded === undefined ? undefined : parseSize(uploaded),
    seconds: processingTime === undefined ? undefined : parseProcessingTime(processingTime),
    files:
      fileStats === undefined
        ? undefined
        : {
            total: fileStats.totalFiles,
            new: fileStats.newFiles,
            modified: fileStats.modifiedFiles,
            unmodified: fileStats.unmodifiedFiles,
          },
  };
}

function writtenOf(duration: string | undefined, snapshots: ReadonlyArray<SnapshotStats> | undefined): WrittenHost {
  return {
    duration,
    snapshots: snapshots?.map(({ totalSize, uploaded, processingTime }) => ({ totalSize, uploaded, processingTime })),
  };
}

/**
 * The text of a number: the one that was written, while it means the number, so that what a step wrote comes to the
 * status unchanged, odd spelling and all; else the number as the file has it.
 */
function textOf(
  value: number | undefined,
  written: string | undefined,
  parse: (text: string) => number | undefined,
  format: (value: number) => string,
): string | undefined {
  if (written !== undefined && written !== '' && parse(written) === value) return written;
  return value === undefined ? undefined : format(value);
}
