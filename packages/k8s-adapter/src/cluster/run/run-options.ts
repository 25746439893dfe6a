import type { RulesFor } from '@stash-functions/core/decode';
import { type Clock, systemClock } from '../clock.ts';
import { type OptionalLimits, type RunLimits, runLimits, runLimitsRules } from './limits.ts';

/** What `runJob` takes beside client and Job. */
export interface RunJobOptions {
  /** Ends the run with the outcome `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds from the call after which the run ends with the outcome `timed-out`; none unless told. With 0, and with
   * what is no number, it is over before the Job is made.
   */
  readonly timeout?: number | undefined;
  /**
   * When the Job, and with it its pods, is deleted at the end of the run: `never` unless told; when it has `succeeded`;
   * or `always`, which also stops it when the run is aborted or times out. A reader gets all log lines before, unless it
   * asks for none within `limits.logs`.
   */
  readonly cleanUp?: 'never' | 'succeeded' | 'always' | undefined;
  /** Milliseconds for which the run waits for what, see {@link RunLimits}; what is left out is as it says there. */
  readonly limits?: OptionalLimits | undefined;
  /** Whether the log lines are among the events; true unless told. */
  readonly logs?: boolean | undefined;
  /** How many of the failed step's last log lines the outcome holds, 20 unless told. */
  readonly lastLines?: number | undefined;
  /** Bytes of a log line that are kept, 256 KiB unless told. */
  readonly maxLineLength?: number | undefined;
  /** Milliseconds for which the API server may be out of reach before the run gives up, 10 minutes unless told. */
  readonly giveUpAfter?: number | undefined;
  /** The manager of the Job's fields, `stash-functions` unless told. */
  readonly fieldManager?: string | undefined;
  /** Time, for tests. */
  readonly clock?: Clock | undefined;
}

/** The rules for {@link RunJobOptions}. */
export const runJobRules: RulesFor<RunJobOptions> = {
  cleanUp: { oneOf: ['never', 'succeeded', 'always'] },
  clock: 'object',
  fieldManager: 'text',
  giveUpAfter: 'number',
  lastLines: 'number',
  limits: { options: runLimitsRules },
  logs: 'boolean',
  maxLineLength: 'number',
  signal: 'object',
  timeout: 'number',
};

/** The options of a run, complete. */
export interface RunSettings {
  readonly cleanUp: 'never' | 'succeeded' | 'always';
  readonly clock: Clock;
  readonly fieldManager: string;
  readonly giveUpAfter: number;
  readonly lastLines: number;
  readonly limits: RunLimits;
  readonly logs: boolean;
  readonly maxLineLength: number;
  readonly signal: AbortSignal | undefined;
  readonly timeout: number | undefined;
}

/** Fills in what is not told. */
export function runSettings(options: RunJobOptions): RunSettings {
  const { cleanUp = 'never', clock = systemClock, fieldManager = 'stash-functions', giveUpAfter = 600_000 } = options;
  const { lastLines = 20, limits, logs = true, maxLineLength = 256 * 1024, signal, timeout } = options;
  return {
    cleanUp,
    clock,
    fieldManager,
    giveUpAfter,
    lastLines,
    limits: runLimits(limits),
    logs,
    maxLineLength,
    signal,
    timeout,
  };
}
