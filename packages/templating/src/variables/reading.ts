import type { Problem, ResourceReference } from '@stash-functions/core/decode';
import type { BuiltinVariableName } from './catalogue.ts';
import { createLayer, type Layer, type Origin } from './scope.ts';
import type { ScopeProblemCode } from './scope-problem-code.ts';

/** What one source says of one built-in variable. */
export interface Reading {
  readonly name: BuiltinVariableName;
  /** Absent where the resource has no such field: the variable is then not set. */
  readonly value: string | undefined;
  readonly origin?: Origin;
  /** Whether the value was made of a secret. */
  readonly secret?: boolean;
}

/** What one source says of the built-in variables, and what is wrong with it. */
export interface Readings {
  readonly readings: ReadonlyArray<Reading>;
  readonly problems: ReadonlyArray<Problem<ScopeProblemCode>>;
}

/** Makes the readings of one resource. */
export type Reader = (
  name: BuiltinVariableName,
  value: string | undefined,
  path: ReadonlyArray<string | number>,
) => Reading;

/** A {@link Reader} whose paths begin at `base`, which is the root of the resource unless a member of a batch is read. */
export function readerOf(resource: ResourceReference, base: ReadonlyArray<string | number> = []): Reader {
  return (name, value, path) => ({
    name,
    value,
    origin: { resource, path: base.length === 0 ? path : [...base, ...path] },
  });
}

/** A value of the model or of the caller, which stands in no resource. */
export function constant(name: BuiltinVariableName, value: string | undefined): Reading {
  return { name, value };
}

/** The layer of the built-in variables that have a value. */
export function builtinLayer(readings: ReadonlyArray<Reading>): Layer {
  return createLayer('built-in', readings.filter(hasValue));
}

function hasValue(reading: Reading): reading is Reading & { readonly value: string } {
  return reading.value !== undefined;
}
