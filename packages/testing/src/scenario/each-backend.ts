import { expectWord } from '../matchers/closed-set.ts';
import { asUsed, UsageError } from '../usage-error.ts';
import type { Scenario } from './scenario.ts';
import type { BackupScenarioOptions, RestoreScenarioOptions } from './scenario-options.ts';
import { backupScenarios, restoreScenarios, type ScenarioTable, type TableOptions } from './scenario-table.ts';

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
  if (typeof tests !== 'function') throw new UsageError('describeEachBackend takes a function that adds tests');
  const table = asUsed('describeEachBackend', () => tableOf(options));
  for (const [title, scenario] of table) {
    describe(title, () => {
      test('resolves', () => {
        expect(scenario).toResolve();
      });
      tests(scenario);
    });
  }
}

function tableOf(options: EachBackendOptions): ScenarioTable {
  if (options.occasion !== undefined) expectWord(options.occasion, ['backup', 'restore'], 'occasion');
  if (options.occasion === 'restore') {
    const { occasion: _restore, ...rest } = options;
    return restoreScenarios(rest);
  }
  const { occasion: _backup, ...rest } = options;
  return backupScenarios(rest);
}
