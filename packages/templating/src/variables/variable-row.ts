import type { ResourceReference } from '@stash-functions/core/decode';
import { createLayer, type GivenVariable, type Layer, type Origin, type VariableOccasion } from './scope.ts';

/** All facts about a variable that the SDK itself sets, besides its name. */
export interface VariableFacts {
  /** The meaning of its value, as one phrase. */
  readonly meaning: string;
  /** The field that its value is read from, or the constant value. It says how lists are joined. */
  readonly source: string;
  /** The occasions on which it can be set. */
  readonly setIn: ReadonlyArray<VariableOccasion>;
  /** The occasions on which it is always set. There, no param of a step and no default is ever used. */
  readonly alwaysIn: ReadonlyArray<VariableOccasion>;
  /**
   * The occasions on which it is always set and may be empty. There, a default is not used even though there is no
   * value.
   */
  readonly emptyIn?: ReadonlyArray<VariableOccasion>;
  /** The condition under which it is set, if it is not always set. */
  readonly when?: string;
  /** An example of a value. */
  readonly example: string;
}

/** A variable together with its reader. */
export interface VariableRow<Source> extends VariableFacts {
  /** Reads the value from the source. */
  readonly read: (source: Source) => Read;
}

/** The variables of one source by name. Each source is one file of builtin/. */
export type VariableTable<Source> = Readonly<Record<string, VariableRow<Source>>>;

/** The value of a variable in one source. */
export interface Read {
  /** The value. Absent where the source has no such field; then the variable is not set. */
  readonly value: string | undefined;
  /** The field of the value. Absent for a value of the model or of the caller, which no resource holds. */
  readonly origin?: Origin | undefined;
  /** True for a value that was made of a secret. */
  readonly secret?: boolean | undefined;
}

/** Reads the variables of one source, as far as they are set on an occasion. */
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

/** Makes the layer of built-in variables from those of several sources. */
export function builtinLayer(variables: ReadonlyArray<ReadonlyArray<GivenVariable>>): Layer {
  return createLayer('built-in', noVariables.concat(...variables));
}

const noVariables: ReadonlyArray<GivenVariable> = [];

/** Reads a field of one resource. */
export type FieldReader = (value: string | undefined, ...path: ReadonlyArray<string | number>) => Read;

/**
 * Makes a {@link FieldReader} whose paths begin at `base`. This is the root of the resource, unless a member of a batch
 * is read.
 */
export function fieldsOf(resource: ResourceReference, base: ReadonlyArray<string | number> = []): FieldReader {
  return (value, ...path) => {
    if (value === undefined) return absent;
    return { value, origin: { resource, path: base.length === 0 ? path : base.concat(path) } };
  };
}

/** A field that is not there. */
const absent: Read = { value: undefined };

/** A value of the model or of the caller, which no resource holds. */
export function constant(value: string | undefined): Read {
  return { value };
}

/** A text, if there is one and it is not empty. */
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

/**
 * The names in a table that are set on an occasion. They are found once, because tables are constants and every scope
 * reads all of them.
 */
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
