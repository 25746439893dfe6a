import type { Repository, TaskResource, Volume, VolumeSource } from '@stash-functions/core/decode';
import type { Placed } from './placed.ts';

/** The sources of the volumes of a Task, and of the volume of a local backend. */
export function volumeSourcesOf(resource: TaskResource | Repository): ReadonlyArray<Placed<VolumeSource>> {
  if (resource.kind === 'Repository') {
    const local = resource.spec?.backend?.local;
    return local === undefined ? [] : [{ value: local, path: ['spec', 'backend', 'local'] }];
  }
  return (resource.spec?.volumes ?? []).map((value: Volume, index) => ({ value, path: ['spec', 'volumes', index] }));
}
