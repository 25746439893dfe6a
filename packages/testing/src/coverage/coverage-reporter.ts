import type { Coverage } from './coverage.ts';
import { formatCoverage, percentOf } from './format-coverage.ts';
import { clearJournal, closeJournal, openJournal, readJournal } from './journal.ts';

/** The options of the reporter of template coverage. */
export interface TemplateCoverageOptions {
  /**
   * The percentage of all points that must be reached, from 0 to 100; by default none. Below it the run fails. It also
   * fails without any points, as when no scenario ran.
   */
  readonly threshold?: number;
  /** True to colour the report; by default it is coloured on a terminal. */
  readonly color?: boolean;
}

/** The methods that vitest and jest call; each runner knows some of them. */
export interface TemplateCoverageReporter {
  /** Called by vitest before a run. */
  readonly onTestRunStart: () => void;
  /** Called by vitest after a run. */
  readonly onTestRunEnd: () => void;
  /** Called by jest before a run. */
  readonly onRunStart: () => void;
  /** Called by jest after a run. */
  readonly onRunComplete: () => void;
  /** Called by jest for the error that fails the run. */
  readonly getLastError: () => Error | undefined;
}

/** A reporter that prints the template coverage of a run, and fails a run below the threshold. */
export function coverageReporter(options?: TemplateCoverageOptions): TemplateCoverageReporter {
  // A runner without options may give null.
  const { threshold = 0, color } = options ?? {};
  const folder = openJournal();
  process.once('exit', () => closeJournal(folder));
  let failure: Error | undefined;
  const start = (): void => {
    clearJournal(folder);
    failure = undefined;
  };
  const report = (output: NodeJS.WriteStream): void => {
    const coverage = readJournal(folder);
    const isTerminal = output.isTTY && process.env.NO_COLOR === undefined;
    output.write(`\n${formatCoverage(coverage, { color: color ?? isTerminal })}\n`);
    failure = failureOf(coverage, threshold);
  };
  return {
    onTestRunStart: start,
    onTestRunEnd: () => {
      report(process.stdout);
      if (failure === undefined) return;
      process.stderr.write(`\n${failure.message}\n`);
      process.exitCode = 1;
    },
    onRunStart: start,
    // jest writes its own reports there.
    onRunComplete: () => report(process.stderr),
    getLastError: () => failure,
  };
}

function failureOf({ reached, total, percent }: Coverage, threshold: number): Error | undefined {
  if (total === 0 && threshold > 0) return new Error('no template was looked at, so there is no coverage');
  if (percent >= threshold) return undefined;
  return new Error(`the template coverage is ${percentOf(reached, total).trim()}, and ${threshold} % is asked for`);
}
