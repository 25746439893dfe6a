import type { ResourceReference } from '@stash-functions/core/decode';
import { createLayer, type GivenVariable, type Layer, type Origin, type VariableOccasion } from './scope.ts';

/** All that is true of a variable that the SDK itself sets, beside its name. */
export interface VariableFacts {
  /** What its value tells, as one phrase. */
  readonly meaning: string;
  /** The field that its value is read from, or the constant that it is. Lists are joined as it says. */
  readonly source: string;
  /** Where it can be set. */
  readonly setIn: ReadonlyArray<VariableOccasion>;
  /** Where it is set whatever the resources hold, so that no param of a step and no default is ever used there. */
  readonly alwaysIn: ReadonlyArray<VariableOccasion>;
  /** Where it is always set and may be empty: a default is not used there although there is no value. */
  readonly emptyIn?: ReadonlyArray<VariableOccasion>;
  /** On what it depends where it is not always set. */
  readonly when?: string;
  /** A value as it could be. */
  readonly example: string;
}

/** A variable with how it is read. */
export interface VariableRow<Source> extends VariableFacts {
  /** Its value, as one source has it. */
  readonly read: (source: Source) => Read;
}

/** The variables of one source by name. Each source is one file of builtin/. */
export type VariableTable<Source> = Readonly<Record<string, VariableRow<Source>>>;

/** What a source says of a variable. */
export interface Read {
  /** Absent where the source has no such field: the variable is then not set. */
  readonly value: string | undefined;
  /** Absent for a value of the model or of the caller, which stands in no resource. */
  readonly origin?: Origin | undefined;
  /** Whether the value was made of a secret. */
  readonly secret?: boolean | undefined;
}

/** What one source says of its variables, as far as they are set on an occasion. */
export function readTable<Source>(
  table: VariableTable<Source>,
  occasion: VariableOccasion,
  source: Source,
): ReadonlyArray<GivenVariable> {
  const variables: Array<GivenVariable> = [];
  for (const name of namesIn(table, occasion)) {
    const read = table[name]?.read(source);
    if (read?.value === undefined) continue;
    variables.push({ name, value: read.value, origin: read.origin, secret: read.secret });
  }
  return variables;
}

/** The layer of built-in variables, which some sources have. */
export function builtinLayer(variables: ReadonlyArray<ReadonlyArray<GivenVariable>>): Layer {
  return createLayer('built-in', noVariables.concat(...variables));
}

const noVariables: ReadonlyArray<GivenVariable> = [];

/** Reads a field of one resource. */
export type FieldReader = (value: string | undefined, ...path: ReadonlyArray<string | number>) => Read;

/** A {@link FieldReader} whose paths begin at `base`, which is the root of the resource unless a member of a batch is read. */
export function fieldsOf(resource: ResourceReference, base: ReadonlyArray<string | number> = []): FieldReader {
  return (value, ...path) => {
    if (value === undefined) return absent;
    return { value, origin: { resource, path: base.length === 0 ? path : base.concat(path) } };
  };
}

/** A field that is not there. */
const absent: Read = { value: undefined };

/** A value of the model or of the caller, which stands in no resource. */
export function constant(value: string | undefined): Read {
  return { value };
}

/** A text that is there and not empty. */
export function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** A number or flag as text. */
export function asText(value: number | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** The elements of a list as one text; undefined where there are none. */
export function joined(elements: ReadonlyArray<string> | undefined, separator: string): string | undefined {
  return elements === undefined || elements.length === 0 ? undefined : elements.join(separator);
}

/** The names of a table that are set on an occasion: found once, as tables are constants and every scope reads all. */
function namesIn(table: Readonly<Record<string, VariableFacts>>, occasion: VariableOccasion): ReadonlyArray<string> {
  const known = namesByTable[occasion].get(table);
  if (known !== undefined) return known;
  const names = Object.keys(table).filter((name) => table[name]?.setIn.includes(occasion));
  namesByTable[occasion].set(table, names);
  return names;
}

const namesByTable: Readonly<Record<VariableOccasion, WeakMap<object, ReadonlyArray<string>>>> = {
  backup: new WeakMap(),
  restore: new WeakMap(),
  hook: new WeakMap(),
  blueprint: new WeakMap(),
};
