import type { OptionRule, RulesFor } from '@stash-functions/core/decode';
import type { Secrets } from '@stash-functions/templating';
import { type Clock, systemClock } from '../clock.ts';
import { type OptionalLimits, type RunLimits, runLimits, runLimitsRules } from './limits.ts';

/** The options of `runJob`. */
export interface RunJobOptions {
  /** Ends the run with the outcome `aborted` when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds from the call until the run ends with the outcome `timed-out`; by default never. With 0, or a value
   * that is no number, it is over before the Job is made.
   */
  readonly timeout?: number | undefined;
  /**
   * The time to delete the Job and its pods at the end of the run: `never`, the default, when it has `succeeded`, or
   * `always`. `always` also stops the Job when the run is aborted or times out. A reader gets all log lines before,
   * unless it asks for none within `limits.logs`.
   */
  readonly cleanUp?: 'never' | 'succeeded' | 'always' | undefined;
  /** The times that the run waits for obstacles to pass, with defaults: see {@link RunLimits}. */
  readonly limits?: OptionalLimits | undefined;
  /** True, the default, to have the log lines among the events. */
  readonly logs?: boolean | undefined;
  /** The number of the failed step's last log lines in the outcome; by default 20. */
  readonly lastLines?: number | undefined;
  /** The most bytes of a log line to keep; by default 256 KiB. */
  readonly maxLineLength?: number | undefined;
  /** Milliseconds that the API server may be out of reach until the run gives up; by default 10 minutes. */
  readonly giveUpAfter?: number | undefined;
  /** The manager of the Job's fields; by default `stash-functions`. */
  readonly fieldManager?: string | undefined;
  /**
   * The secrets that must not appear in log lines, messages and Problems of the run: `secretsOfPlan(plan)`. Without
   * them nothing is concealed.
   */
  readonly secrets?: Secrets | undefined;
  /** The clock; tests replace it. */
  readonly clock?: Clock | undefined;
}

/** The rule for the result of `secretsOfPlan`. Any other value would conceal nothing, or everything. */
const secretsRule: OptionRule = {
  options: { holds: 'function', texts: 'list' },
  required: ['holds', 'texts'],
};

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
  secrets: secretsRule,
  signal: 'object',
  timeout: 'number',
};

/** The options of a run, with all defaults. */
export interface RunSettings {
  readonly cleanUp: 'never' | 'succeeded' | 'always';
  readonly clock: Clock;
  readonly fieldManager: string;
  readonly giveUpAfter: number;
  readonly lastLines: number;
  readonly limits: RunLimits;
  readonly logs: boolean;
  readonly maxLineLength: number;
  readonly secrets: Secrets | undefined;
  readonly signal: AbortSignal | undefined;
  readonly timeout: number | undefined;
}

/** Fills in the defaults. */
export function runSettings(options: RunJobOptions): RunSettings {
  const { cleanUp = 'never', clock = systemClock, fieldManager = 'stash-functions', giveUpAfter = 600_000 } = options;
  const { lastLines = 20, limits, logs = true, maxLineLength = 256 * 1024, secrets, signal, timeout } = options;
  return {
    cleanUp,
    clock,
    fieldManager,
    giveUpAfter,
    lastLines,
    limits: runLimits(limits),
    logs,
    maxLineLength,
    secrets,
    signal,
    timeout,
  };
}
