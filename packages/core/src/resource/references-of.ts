import { isRight } from 'fp-ts/lib/Either.js';
import { readOr } from '../input/read-or.ts';
import type { AppBinding } from './app-binding.ts';
import type { NamedReference } from './find-by-reference.ts';
import type { Resource } from './resource.ts';
import { decodeStashAddon } from './stash-addon.ts';
import { type Invoker, targetsOf } from './targets-of.ts';

/** A field of a resource that names another object. */
export interface PlacedReference extends NamedReference {
  /** The kind of the named object; empty where the field does not say it. */
  readonly kind: string;
  /** The path of the name from the root of the resource. */
  readonly path: ReadonlyArray<string | number>;
}

/**
 * Gives every field of a resource that names another object, in the order of the fields, also where it is empty or absent.
 * `findByReference` finds the object.
 *
 * - A step of a Task names its Function.
 * - An invoker names its Repository, its Tasks and its targets; a session names its invoker.
 * - A blueprint and an add-on name their Tasks.
 * - A Repository and an AppBinding name their Secret.
 */
export function referencesOf(resource: Resource): ReadonlyArray<PlacedReference> {
  return readOr([], () => placesIn(resource));
}

function placesIn(resource: Resource): ReadonlyArray<PlacedReference> {
  switch (resource.kind) {
    case 'Function':
      return [];
    case 'Task':
      return (resource.spec?.steps ?? []).map(({ name }, index) => ({
        kind: 'Function',
        name,
        path: ['spec', 'steps', index, 'name'],
      }));
    case 'Repository': {
      const { storageSecretName: name } = resource.spec?.backend ?? {};
      return [{ kind: 'Secret', name, path: ['spec', 'backend', 'storageSecretName'] }];
    }
    case 'BackupSession': {
      const { kind = '', name } = resource.spec?.invoker ?? {};
      return [{ kind, name, path: ['spec', 'invoker', 'name'] }];
    }
    case 'BackupBlueprint':
      return [{ kind: 'Task', name: resource.spec?.task?.name, path: ['spec', 'task', 'name'] }];
    case 'AppBinding':
      return [
        { kind: 'Secret', name: resource.spec?.secret?.name, path: ['spec', 'secret', 'name'] },
        ...addonOf(resource),
      ];
    default:
      return placesInInvoker(resource);
  }
}

/** An add-on that cannot be read names nothing. */
function addonOf(appBinding: AppBinding): ReadonlyArray<PlacedReference> {
  const stash = decodeStashAddon(appBinding, { lenient: true });
  const { backupTask, restoreTask } = (isRight(stash) ? stash.right?.addon : undefined) ?? {};
  const path = ['spec', 'parameters', 'stash', 'addon'];
  return [
    ...(backupTask === undefined
      ? []
      : [{ kind: 'Task', name: backupTask.name, path: [...path, 'backupTask', 'name'] }]),
    ...(restoreTask === undefined
      ? []
      : [{ kind: 'Task', name: restoreTask.name, path: [...path, 'restoreTask', 'name'] }]),
  ];
}

function placesInInvoker(invoker: Invoker): ReadonlyArray<PlacedReference> {
  const targets = targetsOf(invoker).flatMap(({ path, spec }): ReadonlyArray<PlacedReference> => {
    const { kind = '', name, namespace } = spec.target?.ref ?? {};
    return [
      { kind: 'Task', name: spec.task?.name, path: [...path, 'task', 'name'] },
      { kind, name, namespace, path: [...path, 'target', 'ref', 'name'] },
    ];
  });
  return [{ ...invoker.spec?.repository, kind: 'Repository', path: ['spec', 'repository', 'name'] }, ...targets];
}
