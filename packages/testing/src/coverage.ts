/** The reporter of template coverage, as vitest and jest load reporters: by the name of a module and its default export. */
import {
  coverageReporter,
  type TemplateCoverageOptions,
  type TemplateCoverageReporter,
} from './coverage/coverage-reporter.ts';

export type { TemplateCoverageOptions, TemplateCoverageReporter } from './coverage/coverage-reporter.ts';

/**
 * Prints, after all tests of a run, which expressions of the Functions and Tasks under test did what they can do: took
 * their value, took their default, changed a value. With a `threshold`, fails a run that reached less.
 *
 * Both runners make it with `new`: vitest with the options, jest with its own configuration before them.
 */
// biome-ignore lint/style/noDefaultExport: the runners load nothing else by the name of a module
export default function templateCoverage(
  first?: TemplateCoverageOptions,
  second?: TemplateCoverageOptions,
): TemplateCoverageReporter {
  return coverageReporter(second ?? first);
}
