import {
  formatGoDuration,
  type HostBackupStats,
  type HostRestoreStats,
  parseGoDuration,
  type SnapshotStats,
} from '@stash-functions/core/decode';
import { present } from '../present.ts';
import { formatProcessingTime, parseProcessingTime } from './processing-time.ts';
import { formatSize, parseSize } from './size.ts';
import type { HostOutcome, HostPhase, SnapshotOutcome, WrittenSnapshot } from './step-output.ts';

/** A host as an output.json has it: that of a backup or of a restore, whose fields agree. */
export interface HostStats extends Omit<HostBackupStats, 'phase'> {
  /** The outcome; a backup's is `Succeeded` or `Failed`. */
  readonly phase?: HostPhase;
}

/** A host as an output.json has it; texts and lists that are empty are left out, as Go's encoder does. */
export function toStats(host: HostOutcome): HostStats {
  const { hostname, phase, seconds, error, snapshots = [], written } = host;
  return present({
    hostname: hostname || undefined,
    phase,
    duration: textOf(seconds, written?.duration, parseGoDuration, formatGoDuration),
    error: error || undefined,
    snapshots:
      snapshots.length === 0
        ? undefined
        : snapshots.map((snapshot, index) => toSnapshotStats(snapshot, written?.snapshots?.[index])),
  });
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
export function fromStats({ hostname = '', phase, duration, error, snapshots }: HostStats): HostOutcome {
  return {
    ...present({
      hostname,
      phase,
      seconds: numberOf(duration, parseGoDuration),
      error: error || undefined,
      snapshots: snapshots?.map(fromSnapshotStats),
    }),
    written: {
      duration,
      snapshots: snapshots?.map(({ totalSize, uploaded, processingTime }) => ({ totalSize, uploaded, processingTime })),
    },
  };
}

function toSnapshotStats(snapshot: SnapshotOutcome, written: WrittenSnapshot = {}): SnapshotStats {
  const { id, path, bytes, uploadedBytes, seconds, files } = snapshot;
  return present({
    name: id || undefined,
    path: path || undefined,
    totalSize: textOf(bytes, written.totalSize, parseSize, formatSize),
    uploaded: textOf(uploadedBytes, written.uploaded, parseSize, formatSize),
    processingTime: textOf(seconds, written.processingTime, parseProcessingTime, formatProcessingTime),
    fileStats:
      files === undefined
        ? undefined
        : present({
            totalFiles: files.total,
            newFiles: files.new,
            modifiedFiles: files.modified,
            unmodifiedFiles: files.unmodified,
          }),
  });
}

function fromSnapshotStats({
  name,
  path,
  totalSize,
  uploaded,
  processingTime,
  fileStats,
}: SnapshotStats): SnapshotOutcome {
  return present({
    id: name,
    path,
    bytes: numberOf(totalSize, parseSize),
    uploadedBytes: numberOf(uploaded, parseSize),
    seconds: numberOf(processingTime, parseProcessingTime),
    files:
      fileStats === undefined
        ? undefined
        : present({
            total: fileStats.totalFiles,
            new: fileStats.newFiles,
            modified: fileStats.modifiedFiles,
            unmodified: fileStats.unmodifiedFiles,
          }),
  });
}

function numberOf(text: string | undefined, parse: (text: string) => number | undefined): number | undefined {
  return text === undefined ? undefined : parse(text);
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
