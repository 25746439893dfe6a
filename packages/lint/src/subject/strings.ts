import type { FunctionResource, Resource } from '@stash-functions/core/decode';
import {
  compileStrings,
  isExpandedInFunction,
  type PlacedString,
  stringsOf,
  type VariableReference,
  variablesIn,
} from '@stash-functions/templating';

/** Every string in the spec of a resource, with paths from its root. They are looked for once. */
export function specStrings(resource: Pick<Resource, 'spec'>): ReadonlyArray<PlacedString> {
  return remember(strings, resource, () => stringsOf({ spec: resource.spec }));
}

/** Every use of a variable in the spec of a resource, with paths from its root. They are looked for once. */
export function specVariables({ spec }: Pick<Resource, 'spec'>): ReadonlyArray<VariableReference> {
  return spec === undefined ? [] : remember(variables, spec, () => variablesIn(compileStrings(spec).parsed, ['spec']));
}

/** The strings of a Function in which Kubernetes expands `$(NAME)`. They are looked for once. */
export function expandedStrings(fn: FunctionResource): ReadonlyArray<PlacedString> {
  return remember(expanded, fn, () => specStrings(fn).filter(({ path }) => isExpandedInFunction(path.slice(1))));
}

const strings = new WeakMap<object, ReadonlyArray<PlacedString>>();
const expanded = new WeakMap<object, ReadonlyArray<PlacedString>>();
const variables = new WeakMap<object, ReadonlyArray<VariableReference>>();

function remember<Value>(known: WeakMap<object, Value>, resource: object, find: () => Value): Value {
  const found = known.get(resource) ?? find();
  known.set(resource, found);
  return found;
}
