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

/** A host in an output.json. Backup and restore have the same fields. */
export interface HostStats extends Omit<HostBackupStats, 'phase'> {
  /** The outcome; for a backup `Succeeded` or `Failed`. */
  readonly phase?: HostPhase;
}

/** A host for an output.json. Empty texts and lists are left out, as Go's encoder does. */
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

/** A host for the status of a BackupSession, without the phases that only a restore has. */
export function toBackupStats(host: HostOutcome): HostBackupStats {
  const { phase, ...stats } = toStats(host);
  return phase === 'Succeeded' || phase === 'Failed' ? { ...stats, phase } : stats;
}

/** A host for the status of a RestoreSession or RestoreBatch. */
export function toRestoreStats(host: HostOutcome): HostRestoreStats {
  const { snapshots: _, ...stats } = toStats(host);
  return stats;
}

/** A host of an output.json or of a status, with numbers. A text that is no number is kept beside them. */
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
 * The text of a number. It is the original text as long as that means the number. So a step's text comes to the status
 * unchanged, with any odd spelling. Otherwise it is the number in the form of the file.
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
