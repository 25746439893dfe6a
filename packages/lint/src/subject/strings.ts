import type { FunctionResource, Resource } from '@stash-functions/core/decode';
import { type PlacedString, stringsOf, type VariableReference, variablesOf } from '@stash-functions/templating';

/** Every string in the spec of a resource, with paths from its root. They are looked for once. */
export function specStrings(resource: Pick<Resource, 'spec'>): ReadonlyArray<PlacedString> {
  return remember(strings, resource, () => stringsOf(resource.spec, ['spec']));
}

/** Every use of a variable in the spec of a resource, with paths from its root. They are looked for once. */
export function specVariables(resource: Pick<Resource, 'spec'>): ReadonlyArray<VariableReference> {
  return remember(variables, resource, () => variablesOf({ spec: resource.spec }));
}

/** The strings of a Function in which Kubernetes expands `$(NAME)`. */
export function expandedStrings({ spec }: FunctionResource): ReadonlyArray<PlacedString> {
  return [
    ...stringsOf(spec?.command, ['spec', 'command']),
    ...stringsOf(spec?.args, ['spec', 'args']),
    ...(spec?.runtimeSettings?.env ?? []).flatMap(({ value }, index) =>
      stringsOf(value, ['spec', 'runtimeSettings', 'env', index, 'value']),
    ),
  ];
}

const strings = new WeakMap<object, ReadonlyArray<PlacedString>>();
const variables = new WeakMap<object, ReadonlyArray<VariableReference>>();

function remember<Value>(known: WeakMap<object, Value>, resource: object, find: () => Value): Value {
  const found = known.get(resource) ?? find();
  known.set(resource, found);
  return found;
}
