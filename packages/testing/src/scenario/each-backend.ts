import type { Scenario } from './scenario.ts';
import type { BackupScenarioOptions, RestoreScenarioOptions } from './scenario-options.ts';
import { backupScenarios, restoreScenarios, type TableOptions } from './scenario-table.ts';

/**
 * The options of `describeEachBackend`: those of `backupScenarios`, or with `occasion: 'restore'` those of
 * `restoreScenarios`.
 */
export type EachBackendOptions =
  | (BackupScenarioOptions & TableOptions<BackupScenarioOptions> & { readonly occasion?: 'backup' })
  | (RestoreScenarioOptions & TableOptions<RestoreScenarioOptions> & { readonly occasion: 'restore' });

/** Adds tests for one scenario of the table. */
export type ScenarioTests = (scenario: Scenario) => void;

/** The functions that vitest and jest share. */
export interface Runner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly test: (name: string, body: () => void) => unknown;
  readonly expect: (received: unknown) => { toResolve(): unknown };
}

/** The `describeEachBackend` of a runner. */
export function eachBackendWith(
  { describe, test, expect }: Runner,
  options: EachBackendOptions,
  tests: ScenarioTests = () => {},
): void {
  const table = options.occasion === 'restore' ? restoreScenarios(options) : backupScenarios(options);
  for (const [title, scenario] of table) {
    describe(title, () => {
      test('resolves', () => {
        expect(scenario).toResolve();
      });
      tests(scenario);
    });
  }
}
