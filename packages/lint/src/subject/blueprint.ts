import type { BackupBlueprint } from '@stash-functions/core/decode';
import { blueprintTemplates, builtinVariables, type VariableReference, variablesOf } from '@stash-functions/templating';

/** The variables that the templates of a blueprint can use. */
export const blueprintVariables: ReadonlySet<string> = new Set(
  builtinVariables.filter(({ setIn }) => setIn.includes('blueprint')).map(({ name }) => name),
);

/** The uses of variables in the parts of a blueprint that are templates, with paths from its root. */
export function blueprintReferences({ spec }: BackupBlueprint): ReadonlyArray<VariableReference> {
  return spec === undefined ? [] : variablesOf({ spec: blueprintTemplates(spec) });
}
