import { appBindingVariables } from './builtin/app-binding.ts';
import { hookVariables, imageVariables } from './builtin/container.ts';
import { hostVariables } from './builtin/host.ts';
import { invokerVariables } from './builtin/invoker.ts';
import { operatorVariables } from './builtin/operator.ts';
import { repositoryVariables } from './builtin/repository.ts';
import { retentionVariables } from './builtin/retention.ts';
import { ruleVariables } from './builtin/rule.ts';
import { priorityVariables, settingsVariables } from './builtin/settings.ts';
import { targetVariables } from './builtin/target.ts';
import type { VariableOccasion } from './scope.ts';
import type { VariableFacts } from './variable-row.ts';

/** A variable that the SDK itself sets, so that no param needs to. */
export interface BuiltinVariable extends VariableFacts {
  /** The name, without `${` and `}`. */
  readonly name: BuiltinVariableName;
}

/**
 * The name of every variable that the SDK sets, or of those for one occasion: `BuiltinVariableName<'backup'>`.
 * {@link builtinVariables} describes each of them.
 */
export type BuiltinVariableName<In extends VariableOccasion = VariableOccasion> = Extract<
  NamedOccasion,
  readonly [string, In]
>[0];

/**
 * The name of a variable together with an occasion on which it is set. It is computed once, because each use of the
 * names would do it again.
 */
type NamedOccasion =
  | OccasionsOf<typeof invokerVariables>
  | OccasionsOf<typeof repositoryVariables>
  | OccasionsOf<typeof targetVariables>
  | OccasionsOf<typeof hostVariables>
  | OccasionsOf<typeof ruleVariables>
  | OccasionsOf<typeof appBindingVariables>
  | OccasionsOf<typeof retentionVariables>
  | OccasionsOf<typeof settingsVariables>
  | OccasionsOf<typeof priorityVariables>
  | OccasionsOf<typeof operatorVariables>
  | OccasionsOf<typeof imageVariables>
  | OccasionsOf<typeof hookVariables>;

type OccasionsOf<Table extends Readonly<Record<string, VariableFacts>>> = {
  readonly [Name in keyof Table & string]: {
    readonly [Index in Table[Name]['setIn'][number]]: readonly [Name, Index];
  }[Table[Name]['setIn'][number]];
}[keyof Table & string];

/** The tables of all sources. Each row is one variable with its reader, and holds everything about it. */
const rows: Readonly<Record<BuiltinVariableName, VariableFacts>> = {
  ...invokerVariables,
  ...repositoryVariables,
  ...targetVariables,
  ...hostVariables,
  ...ruleVariables,
  ...appBindingVariables,
  ...retentionVariables,
  ...settingsVariables,
  ...priorityVariables,
  ...operatorVariables,
  ...imageVariables,
  ...hookVariables,
};

/**
 * Every variable that is set without a param, in the order of docs/variables.md: first those of the Function document
 * of Stash, then the others that Stash sets.
 */
export const builtinVariables: ReadonlyArray<BuiltinVariable> = namesOf(rows).map((name) => factsOf(name, rows[name]));

/** The row of a built-in variable; undefined for a name to which only a param can give a value. */
export function findBuiltinVariable(name: string): BuiltinVariable | undefined {
  return byName.get(name);
}

const byName: ReadonlyMap<string, BuiltinVariable> = new Map(builtinVariables.map((row) => [row.name, row]));

/** A row as plain data. The function that reads it is only for the scopes. */
function factsOf(
  name: BuiltinVariableName,
  { meaning, source, setIn, alwaysIn, emptyIn, example, when }: VariableFacts,
): BuiltinVariable {
  const facts = { name, meaning, source, setIn, alwaysIn, example };
  return {
    ...facts,
    ...(emptyIn === undefined ? {} : { emptyIn }),
    ...(when === undefined ? {} : { when }),
  };
}

/** The type gives the keys of a record, which `Object.keys` alone does not. */
function namesOf<Name extends string>(record: Readonly<Record<Name, unknown>>): ReadonlyArray<Name>;
function namesOf(record: Readonly<Record<string, unknown>>): ReadonlyArray<string> {
  return Object.keys(record);
}
