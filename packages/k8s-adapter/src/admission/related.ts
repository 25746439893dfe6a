import {
  findByReference,
  type Manifests,
  manifestsOf,
  type PlacedReference,
  type Resource,
  referencesOf,
} from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';

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

function names(reference: PlacedReference, from: Resource, resource: Resource): boolean {
  return findByReference([resource], reference, from.metadata.namespace) !== undefined;
}
