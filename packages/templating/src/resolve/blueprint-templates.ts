import { type BackupBlueprintSpec, readOr } from '@stash-functions/core/decode';

/** The parts of a BackupBlueprint's spec whose strings are templates. */
export interface BlueprintTemplates extends Pick<BackupBlueprintSpec, 'backend' | 'interimVolumeTemplate'> {
  readonly task?: { readonly name: string };
}

/**
 * Takes the parts whose strings are templates out of the spec of a BackupBlueprint. Their paths stay those of the spec.
 * Params are values, and `${HOME}` in the command of a hook belongs to the shell.
 */
export function blueprintTemplates(spec: BackupBlueprintSpec): BlueprintTemplates {
  return readOr<BlueprintTemplates>({}, () => {
    const { backend, interimVolumeTemplate, task } = spec;
    return {
      ...(backend === undefined ? {} : { backend }),
      ...(interimVolumeTemplate === undefined ? {} : { interimVolumeTemplate }),
      ...(task?.name === undefined ? {} : { task: { name: task.name } }),
    };
  });
}
