/** What is known of a log from the first time that it was read. */
export interface FirstReading {
  /** When it was opened, milliseconds since the epoch. */
  readonly openedAt: number;
  /** RFC 3339. */
  readonly firstTime: string;
  /** RFC 3339. */
  lastTime: string;
  /** Characters of its lines. */
  size: number;
}

/** A log that is read within so many milliseconds of its container's start is read from its beginning. */
const promptness = 10_000;
/** Bytes, below which no kubelet is set to rotate a log; the default is 10 MiB. */
const smallestFile = 1024 * 1024;

/**
 * Whether the beginning of a log may have been rotated away before it was read for the first time, as that of a Job that is
 * adopted long after its start. Nothing says so: kubelets give the newest file alone. It is likely when the first line is
 * much younger than its container, and at the rate of the lines that are there a file has been filled before.
 *
 * @param startedAt - when the container began, RFC 3339
 */
export function beganRotated(reading: FirstReading, startedAt: string | undefined): boolean {
  if (startedAt === undefined) return false;
  const start = Date.parse(startedAt);
  const first = Date.parse(reading.firstTime);
  const span = Date.parse(reading.lastTime) - first;
  const gap = first - start;
  const isLate = reading.openedAt - start > promptness && gap > promptness;
  return isLate && span > 0 && (reading.size / span) * gap >= smallestFile;
}
