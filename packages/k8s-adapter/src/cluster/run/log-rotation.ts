/** The facts about the first reading of a log. */
export interface FirstReading {
  /** The time of opening it, in milliseconds since the epoch. */
  readonly openedAt: number;
  /** The time of the first line, in RFC 3339. */
  readonly firstTime: string;
  /** The time of the last line, in RFC 3339. */
  lastTime: string;
  /** The number of characters of its lines. */
  size: number;
}

/** Milliseconds from the start of a container in which its log still begins at the beginning. */
const promptness = 10_000;
/** The size in bytes that no kubelet rotates below; the default is 10 MiB. */
const smallestFile = 1024 * 1024;

/**
 * True where the beginning of a log was probably rotated away before its first reading. It happens when a Job is
 * adopted long after its start. Nothing says so, since kubelets give only the newest file. It is likely under two
 * conditions. The first line is much younger than its container, and lines at this rate must have filled a file before.
 *
 * @param startedAt - the start of the container, in RFC 3339
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
