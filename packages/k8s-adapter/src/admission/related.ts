import {
  findByReference,
  type Manifests,
  manifestsOf,
  type NamedReference,
  type Resource,
  targetsOf,
} from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';

/** A resource that another one names. */
export interface Reference extends NamedReference {
  readonly kind: Resource['kind'];
}

/** The resources that a resource names, as far as their kinds are read here. */
export function referencesOf(resource: Resource): ReadonlyArray<Reference> {
  switch (resource.kind) {
    case 'Task':
      return (resource.spec?.steps ?? []).map(({ name }) => ({ kind: 'Function', name }));
    case 'BackupSession':
      return sessionReferences(resource.spec?.invoker);
    case 'BackupConfiguration':
    case 'BackupBatch':
    case 'RestoreSession':
    case 'RestoreBatch':
      return [
        { ...resource.spec?.repository, kind: 'Repository' },
        ...targetsOf(resource).flatMap(({ spec }): ReadonlyArray<Reference> => {
          const { ref } = spec.target ?? {};
          const task: Reference = { kind: 'Task', name: spec.task?.name };
          return ref?.kind === 'AppBinding' ? [task, { ...ref, kind: 'AppBinding' }] : [task];
        }),
      ];
    default:
      return [];
  }
}

/** The resources that name a resource. */
export function usersOf(resource: Resource, all: ReadonlyArray<Resource>): ReadonlyArray<Resource> {
  return all.filter((other) => other !== resource && referencesOf(other).some((each) => names(each, other, resource)));
}

/**
 * The part of the manifests that a resource is related to. It holds the resource itself, in place of the one of its
 * name. It holds the resources that use it, directly or through others, and everything that all of them name. So the
 * work of a check grows with this part, not with the cluster. Sessions are left out, because they say nothing about
 * their Task.
 */
export function relatedTo(resource: Resource, manifests: Manifests | undefined): Manifests | undefined {
  const others = (manifests?.all ?? []).filter((other) => !isSame(other, resource) && other.kind !== 'BackupSession');
  const found = new Set<Resource>([resource]);
  for (const one of found) {
    if (one === resource || one.kind === 'Task') for (const user of usersOf(one, others)) found.add(user);
  }
  for (const one of found) {
    for (const reference of referencesOf(one)) {
      const named = findByReference(others, reference, one.metadata.namespace);
      if (named !== undefined) found.add(named);
    }
  }
  const made = manifestsOf(found);
  return isLeft(made) ? undefined : { ...made.right, others: manifests?.others ?? [] };
}

/** True for two versions of one resource. */
function isSame(one: Resource, other: Resource): boolean {
  return (
    one.kind === other.kind &&
    one.metadata.name === other.metadata.name &&
    (one.metadata.namespace ?? '') === (other.metadata.namespace ?? '')
  );
}

function names(reference: Reference, from: Resource, resource: Resource): boolean {
  return findByReference([resource], reference, from.metadata.namespace) !== undefined;
}

function sessionReferences(invoker: NamedReference | undefined): ReadonlyArray<Reference> {
  const kind = invoker?.kind;
  return kind === 'BackupConfiguration' || kind === 'BackupBatch' ? [{ ...invoker, kind }] : [];
}
