import {
  type Invoker,
  isInvoker,
  locate,
  type Manifests,
  type Resource,
  type SourceSpan,
  targetsOf,
} from '@stash-functions/core';

/** A place in a resource that names another one. */
export interface Reference {
  /** The resource that holds the reference. */
  readonly from: Resource;
  /** The field that holds the name. */
  readonly path: ReadonlyArray<string | number>;
  /** The kind of the resource that is named. */
  readonly kind: string;
  /** The name. */
  readonly name: string;
}

/** Every place of a resource that names another one, in the order of its fields. */
export function referencesIn(resource: Resource): ReadonlyArray<Reference> {
  return placesIn(resource).flatMap(({ path, kind, name }) =>
    name === undefined || name === '' || name.includes('${') ? [] : [{ from: resource, path, kind, name }],
  );
}

/** Every place that names a resource of a kind and name. */
export function referencesTo(kind: string, name: string, manifests: Manifests): ReadonlyArray<Reference> {
  return manifests.all.flatMap(referencesIn).filter((each) => each.kind === kind && each.name === name);
}

/** The span of the name in a reference. Undefined for a resource that was not read from a text. */
export function spanOf({ from, path }: Pick<Reference, 'from' | 'path'>): SourceSpan | undefined {
  return locate(from, path);
}

interface Place {
  readonly path: ReadonlyArray<string | number>;
  readonly kind: string;
  readonly name: string | undefined;
}

function placesIn(resource: Resource): ReadonlyArray<Place> {
  switch (resource.kind) {
    case 'Task':
      return (resource.spec?.steps ?? []).map(({ name }, index) => ({
        path: ['spec', 'steps', index, 'name'],
        kind: 'Function',
        name,
      }));
    case 'Repository':
      return [
        {
          path: ['spec', 'backend', 'storageSecretName'],
          kind: 'Secret',
          name: resource.spec?.backend?.storageSecretName,
        },
      ];
    case 'BackupSession': {
      const { kind = '', name } = resource.spec?.invoker ?? {};
      return [{ path: ['spec', 'invoker', 'name'], kind, name }];
    }
    case 'BackupBlueprint':
      return [{ path: ['spec', 'task', 'name'], kind: 'Task', name: resource.spec?.task?.name }];
    case 'AppBinding':
      return [{ path: ['spec', 'secret', 'name'], kind: 'Secret', name: resource.spec?.secret?.name }];
    default:
      return isInvoker(resource) ? placesInInvoker(resource) : [];
  }
}

function placesInInvoker(invoker: Invoker): ReadonlyArray<Place> {
  const repository = { path: ['spec', 'repository', 'name'], kind: 'Repository', name: invoker.spec?.repository?.name };
  const targets = targetsOf(invoker).flatMap(({ path, spec }): ReadonlyArray<Place> => {
    const { kind = '', name } = spec.target?.ref ?? {};
    return [
      { path: [...path, 'task', 'name'], kind: 'Task', name: spec.task?.name },
      { path: [...path, 'target', 'ref', 'name'], kind, name },
    ];
  });
  return [repository, ...targets];
}
