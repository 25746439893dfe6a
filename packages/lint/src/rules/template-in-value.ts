import { variablesOf } from '@stash-functions/templating';
import type { Finding, RuleFor } from '../rule.ts';
import { type SettingsKind, settingsKinds } from '../subject/kinds.ts';
import { specVariables } from '../subject/strings.ts';
import { taskParamsOf } from '../subject/task-names.ts';

/** A template in a place where no template is resolved. */
export const templateInValue: RuleFor<'template-in-value', SettingsKind | 'AppBinding' | 'Repository'> = {
  code: 'template-in-value',
  severity: 'warning',
  kinds: [...settingsKinds, 'AppBinding', 'Repository'],
  meaning: 'A `${NAME}` stands where no template is resolved.',
  explanation: `Params of an invoker, a blueprint or an add-on are values. They are put into the Function as they are,
and are not templates. The backend of a Repository is no template either, but that of a BackupBlueprint is.`,
  example: `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: gcs
  namespace: demo
spec:
  backend:
    gcs: { bucket: backups, prefix: 'demo/\${TARGET_NAME}' }
    storageSecretName: gcs-credentials
`,
  cure: 'write the value itself, or move the template to the step of the Task, the Function or a BackupBlueprint.',
  check: (resource) => {
    const references =
      resource.kind === 'Repository'
        ? specVariables(resource)
        : taskParamsOf(resource)
            .flat()
            .flatMap(({ value, path }) =>
              variablesOf(value.value).map((reference) => ({ ...reference, path: [...path, 'value'] })),
            );
    return references.flatMap(
      ({ name, path, offset, length }): ReadonlyArray<Finding> =>
        name === ''
          ? []
          : [
              {
                message: `\`\${${name}}\` stays text here: no template is resolved in ${resource.kind === 'Repository' ? 'a Repository' : 'the value of a param'}`,
                path,
                offset,
                length,
                hint:
                  resource.kind === 'Repository'
                    ? 'write the value itself; a BackupBlueprint makes a Repository for each target'
                    : 'write the value itself, or use the variable in the Function',
              },
            ],
    );
  },
};
