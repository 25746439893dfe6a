import { type Manifests, manifestsOf, orThrow, type Resource } from '@stash-functions/core';

/**
 * The resources of a file, and from the sample what the file leaves out: Functions and Tasks of other names, and each
 * other kind of which the file has none. A Task of the file is the one that runs, unless the file says otherwise.
 */
export function fillIn(file: Manifests, sample: Manifests): Manifests {
  const kinds = new Set(file.all.map(({ kind }) => kind));
  const added = sample.all.filter((resource) => {
    if (resource.kind === 'Function') return !file.functions.has(resource.metadata.name);
    if (resource.kind === 'Task') return !file.tasks.has(resource.metadata.name);
    return !kinds.has(resource.kind);
  });
  const [task] = file.tasks.keys();
  const all = [...file.all, ...added.map((resource) => (task === undefined ? resource : running(task, resource)))];
  return orThrow(manifestsOf(all));
}

/** The sample's BackupConfiguration with another Task to run. */
function running(task: string, resource: Resource): Resource {
  if (resource.kind !== 'BackupConfiguration' || resource.spec === undefined) return resource;
  return { ...resource, spec: { ...resource.spec, task: { ...resource.spec.task, name: task } } };
}
