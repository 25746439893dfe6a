import { type Clock, systemClock } from '../clock.ts';
import { defaultStuckLimits, type StuckLimits } from './stuck.ts';

/** What `runJob` takes beside client and Job. */
export interface RunJobOptions {
  /** Ends the run with the outcome `aborted`. */
  readonly signal?: AbortSignal;
  /**
   * Milliseconds from the call after which the run ends with the outcome `timed-out`; none unless told. With 0, and with
   * what is no number, it is over before the Job is made.
   */
  readonly timeout?: number;
  /**
   * When the Job, and with it its pods, is deleted at the end of the run: `never` unless told; when it has `succeeded`;
   * or `always`, which also stops it when the run is aborted or times out. With a reader, all log lines are delivered
   * before.
   */
  readonly cleanUp?: 'never' | 'succeeded' | 'always';
  /** Milliseconds for which a pod that stands still is given time; see {@link StuckLimits} for what they are otherwise. */
  readonly limits?: Partial<StuckLimits>;
  /** Whether the log lines are among the events; true unless told. */
  readonly logs?: boolean;
  /** How many of the failed step's last log lines the outcome holds, 20 unless told. */
  readonly lastLines?: number;
  /** Bytes of a log line that are kept, 256 KiB unless told. */
  readonly maxLineLength?: number;
  /** Milliseconds for which the API server may be out of reach before the run gives up, 10 minutes unless told. */
  readonly giveUpAfter?: number;
  /** The manager of the Job's fields, `stash-functions` unless told. */
  readonly fieldManager?: string;
  /** Time, for tests. */
  readonly clock?: Clock;
}

/** The options of a run, complete. */
export interface RunSettings extends Required<Omit<RunJobOptions, 'signal' | 'timeout' | 'limits'>> {
  readonly signal?: AbortSignal;
  readonly timeout?: number;
  readonly limits: StuckLimits;
}

/** Fills in what is not told. */
export function runSettings({ limits, ...options }: RunJobOptions): RunSettings {
  return {
    cleanUp: 'never',
    logs: true,
    lastLines: 20,
    maxLineLength: 256 * 1024,
    giveUpAfter: 600_000,
    fieldManager: 'stash-functions',
    clock: systemClock,
    ...options,
    limits: { ...defaultStuckLimits, ...limits },
  };
}
