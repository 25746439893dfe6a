import { type BackendName, backendNames } from '@stash-functions/core';
import { backupScenario } from './backup-scenario.ts';
import { restoreScenario } from './restore-scenario.ts';
import type { Scenario } from './scenario.ts';
import type { BackupScenarioOptions, RestoreScenarioOptions } from './scenario-options.ts';
import type { TargetName } from './targets.ts';

/** The options of a table of scenarios: there is one for each backend with each of the targets and variations. */
export interface TableOptions<Options extends { readonly target?: TargetName }> {
  /** The backends; by default all seven. */
  readonly backends?: ReadonlyArray<BackendName> | undefined;
  /** The targets; by default the one of the options. */
  readonly targets?: ReadonlyArray<NonNullable<Options['target']>> | undefined;
  /** Further options, keyed by their name in the titles: `{ 'with a schema': { params: { schema: 'orders' } } }`. */
  readonly variations?: Readonly<Record<string, Partial<Options>>> | undefined;
}

/** Rows for `it.each`: the title of a scenario, and the scenario. */
export type ScenarioTable = ReadonlyArray<readonly [title: string, scenario: Scenario]>;

/** A backup to every backend, or to those that are asked for: a {@link backupScenario} for each. */
export function backupScenarios(options: BackupScenarioOptions & TableOptions<BackupScenarioOptions>): ScenarioTable {
  const { backends, targets, variations, ...common } = options;
  return table({ backends, targets, variations }, (row) => backupScenario({ ...common, ...row }));
}

/** A restore from every backend, or from those that are asked for: a {@link restoreScenario} for each. */
export function restoreScenarios(
  options: RestoreScenarioOptions & TableOptions<RestoreScenarioOptions>,
): ScenarioTable {
  const { backends, targets, variations, ...common } = options;
  return table({ backends, targets, variations }, (row) => restoreScenario({ ...common, ...row }));
}

interface Row<Target> {
  readonly backend: BackendName;
  readonly target?: Target;
}

function table<Options extends { readonly target?: TargetName }>(
  { backends = backendNames, targets, variations = {} }: TableOptions<Options>,
  make: (row: Row<NonNullable<Options['target']>> & Partial<Options>) => Scenario,
): ScenarioTable {
  const choices: ReadonlyArray<{ readonly target?: NonNullable<Options['target']> }> =
    targets === undefined ? [{}] : targets.map((target) => ({ target }));
  const plain: Partial<Options> = {};
  return backends.flatMap((backend) =>
    choices.flatMap((choice) =>
      [['', plain] as const, ...Object.entries(variations)].map(([variation, changes]) => {
        const scenario = make({ backend, ...choice, ...changes });
        return [variation === '' ? scenario.title : `${scenario.title}, ${variation}`, scenario] as const;
      }),
    ),
  );
}
