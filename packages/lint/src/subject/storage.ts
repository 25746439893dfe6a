import {
  type BackupBlueprint,
  type EmptyDirSettings,
  type Invoker,
  type PersistentVolumeClaim,
  targetsOf,
} from '@stash-functions/core/decode';
import { type Placed, present } from './placed.ts';

/** The settings of the temporary directory of an invoker, of each member, or of a blueprint. */
export function tempDirsOf(resource: Invoker | BackupBlueprint): ReadonlyArray<Placed<EmptyDirSettings>> {
  if (resource.kind === 'BackupBlueprint')
    return present([{ value: resource.spec?.tempDir, path: ['spec', 'tempDir'] }]);
  return present(targetsOf(resource).map(({ spec, path }) => ({ value: spec.tempDir, path: [...path, 'tempDir'] })));
}

/** The claims that an invoker or a blueprint makes: interim volumes, and claims that a restore fills. */
export function claimsOf(resource: Invoker | BackupBlueprint): ReadonlyArray<Placed<PersistentVolumeClaim>> {
  if (resource.kind === 'BackupBlueprint') {
    return present([{ value: resource.spec?.interimVolumeTemplate, path: ['spec', 'interimVolumeTemplate'] }]);
  }
  return targetsOf(resource).flatMap((target) => {
    const { spec, path } = target;
    const interim = present([{ value: spec.interimVolumeTemplate, path: [...path, 'interimVolumeTemplate'] }]);
    if (target.occasion === 'backup') return interim;
    const templates = (target.spec.target?.volumeClaimTemplates ?? []).map((value, index) => ({
      value,
      path: [...path, 'target', 'volumeClaimTemplates', index],
    }));
    return [...interim, ...templates];
  });
}
