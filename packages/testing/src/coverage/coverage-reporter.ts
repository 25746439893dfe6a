import type { Coverage } from './coverage.ts';
import { formatCoverage, percentOf } from './format-coverage.ts';
import { clearJournal, closeJournal, openJournal, readJournal } from './journal.ts';

/** What the reporter of template coverage may be told. */
export interface TemplateCoverageOptions {
  /**
   * How many percent of all points must be reached, 0 to 100; the run fails otherwise, and where there are no points, as
   * when no scenario ran. None where it is absent.
   */
  readonly threshold?: number;
  /** Whether to colour the report; by default where it goes to a terminal. */
  readonly color?: boolean;
}

/** What vitest and jest call; each knows some of these methods. */
export interface TemplateCoverageReporter {
  /** vitest: before a run. */
  readonly onTestRunStart: () => void;
  /** vitest: after a run. */
  readonly onTestRunEnd: () => void;
  /** jest: before a run. */
  readonly onRunStart: () => void;
  /** jest: after a run. */
  readonly onRunComplete: () => void;
  /** jest: what makes the run fail. */
  readonly getLastError: () => Error | undefined;
}

/** A reporter that prints the template coverage of a run, and fails it where that is below the threshold. */
export function coverageReporter({ threshold = 0, color }: TemplateCoverageOptions = {}): TemplateCoverageReporter {
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
    // Where jest writes its own reports.
    onRunComplete: () => report(process.stderr),
    getLastError: () => failure,
  };
}

function failureOf({ reached, total, percent }: Coverage, threshold: number): Error | undefined {
  if (total === 0 && threshold > 0) return new Error('no template was looked at, so there is no coverage');
  if (percent >= threshold) return undefined;
  return new Error(`the template coverage is ${percentOf(reached, total).trim()}, and ${threshold} % is asked for`);
}
