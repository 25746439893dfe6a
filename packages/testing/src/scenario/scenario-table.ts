import {
  type BackendName,
  backendNames,
  checkOptions,
  type Problem,
  type Problems,
  type RulesFor,
} from '@stash-functions/core';
import { left } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { backupScenario } from './backup-scenario.ts';
import { misshapen } from './misshapen.ts';
import { restoreScenario } from './restore-scenario.ts';
import { failed } from './result.ts';
import { type Scenario, scenarioOf } from './scenario.ts';
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
  const wrong = faultsOf(options);
  if (isNonEmpty(wrong)) return refusedTable('backup', wrong);
  const { backends, targets, variations, ...common } = options;
  return table({ backends, targets, variations }, (row) => backupScenario({ ...common, ...row }));
}

/** A restore from every backend, or from those that are asked for: a {@link restoreScenario} for each. */
export function restoreScenarios(
  options: RestoreScenarioOptions & TableOptions<RestoreScenarioOptions>,
): ScenarioTable {
  const wrong = faultsOf(options);
  if (isNonEmpty(wrong)) return refusedTable('restore', wrong);
  const { backends, targets, variations, ...common } = options;
  return table({ backends, targets, variations }, (row) => restoreScenario({ ...common, ...row }));
}

/** The faults of the options of a table. Each scenario finds those of its own options. */
function faultsOf(options: unknown): ReadonlyArray<Problem<'option-invalid'>> {
  try {
    if (!isMap(options)) return checkOptions(options ?? null, {});
    const { backends, targets, variations } = options;
    const wrong = checkOptions({ backends, targets, variations }, tableRules);
    if (wrong.length > 0 || !isMap(variations)) return wrong;
    return checkOptions(variations, Object.fromEntries(Object.keys(variations).map((name) => [name, 'object'])));
  } catch (error) {
    return [misshapen(error)];
  }
}

const tableRules: RulesFor<TableOptions<BackupScenarioOptions>> = {
  backends: 'list',
  targets: 'list',
  variations: 'object',
};

/** A table of one scenario, which says why there are no others. */
function refusedTable(title: string, wrong: Problems<'option-invalid'>): ScenarioTable {
  return [[title, scenarioOf({ title, outcome: failed(left(wrong)), subject: left(wrong) })]];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
      [['', plain] as const, ...Object.entries(variations).filter(([, changes]) => changes !== undefined)].map(
        ([variation, changes]) => {
          const scenario = make({ backend, ...choice, ...given(changes) });
          return [variation === '' ? scenario.title : `${scenario.title}, ${variation}`, scenario] as const;
        },
      ),
    ),
  );
}

/** The options that are there. One that is undefined takes nothing away from those of the table. */
function given<Options extends object>(options: Partial<Options>): Partial<Options> {
  const left: Partial<Options> = { ...options };
  for (const [name, value] of Object.entries(options)) if (value === undefined) Reflect.deleteProperty(left, name);
  return left;
}
