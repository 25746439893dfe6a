import { defineTask, type Manifests, manifestsOf, orThrow, type Resource } from '@stash-functions/core';

/**
 * The resources of a file, filled up from the sample. The sample gives Functions and Tasks of other names, and each
 * other kind that the file lacks. The Task of the file runs, unless the file says otherwise. Where the file has no
 * Task, its new Functions run one after the other.
 */
export function fillIn(file: Manifests, sample: Manifests): Manifests {
  const own = [...file.all, ...taskOfNewFunctions(file, sample)];
  const added = sample.all.filter(({ kind, metadata }) =>
    kind === 'Function' || kind === 'Task'
      ? !own.some((other) => other.kind === kind && other.metadata.name === metadata.name)
      : !own.some((other) => other.kind === kind),
  );
  const task = own.find(({ kind }) => kind === 'Task')?.metadata.name;
  return orThrow(manifestsOf([...own, ...added.map((resource) => runningTask(task, resource))]));
}

function taskOfNewFunctions(file: Manifests, sample: Manifests): ReadonlyArray<Resource> {
  const names = [...file.functions.keys()];
  if (file.tasks.size > 0 || names.every((name) => sample.functions.has(name))) return [];
  return [
    orThrow(
      defineTask({ metadata: { name: 'functions-of-the-file' }, spec: { steps: names.map((name) => ({ name })) } }),
    ),
  ];
}

/** The sample's BackupConfiguration with another Task to run. */
function runningTask(name: string | undefined, resource: Resource): Resource {
  if (name === undefined || resource.kind !== 'BackupConfiguration' || resource.spec === undefined) return resource;
  return { ...resource, spec: { ...resource.spec, task: { ...resource.spec.task, name } } };
}
