/** The reporter of template coverage. vitest and jest load it by the name of this module and its default export. */
import {
  coverageReporter,
  type TemplateCoverageOptions,
  type TemplateCoverageReporter,
} from './coverage/coverage-reporter.ts';

export type { TemplateCoverageOptions, TemplateCoverageReporter } from './coverage/coverage-reporter.ts';

/**
 * Prints the template coverage after all tests of a run. An expression of the Functions and Tasks under test counts for
 * each thing that it did: take its value, take its default, change a value. With a `threshold`, a run that reached less
 * fails.
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
