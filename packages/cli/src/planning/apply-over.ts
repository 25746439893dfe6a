import {
  isError,
  type Manifests,
  manifestsOf,
  type Resource,
  resourceKinds,
  withSourceOf,
} from '@stash-functions/core';
import { isLeft } from 'fp-ts/lib/Either.js';
import { CannotDo } from '../exit-code.ts';

/**
 * The manifests of a cluster as they would be after others were applied. Each of these replaces the one with its name,
 * and keeps its uid.
 *
 * @param namespace - the namespace of manifests that name none
 */
export function applyOver(before: Manifests, { all }: Manifests, namespace: string): Manifests {
  const applied = all.map((resource) => asStored(resource, before, namespace));
  const kept = before.all.filter((resource) => !applied.some((each) => isSame(each, resource)));
  const manifests = manifestsOf([...kept, ...applied]);
  if (isLeft(manifests))
    throw new CannotDo(
      manifests.left
        .filter(isError)
        .map(({ message }) => message)
        .join('; '),
    );
  return manifests.right;
}

/** Manifests without the sessions of backups. Each side of a comparison gets a session of the same name. */
export function withoutSessions({ all }: Manifests): Manifests {
  const manifests = manifestsOf(all.filter(({ kind }) => kind !== 'BackupSession'));
  if (isLeft(manifests)) throw new CannotDo(manifests.left.map(({ message }) => message).join('; '));
  return manifests.right;
}

function asStored(resource: Resource, before: Manifests, namespace: string): Resource {
  const isNamespaced = resourceKinds.find(({ kind }) => kind === resource.kind)?.scope === 'Namespaced';
  const { metadata } = resource;
  const named = isNamespaced ? { ...metadata, namespace: metadata.namespace ?? namespace } : metadata;
  const stored = before.all.find((each) => isSame(each, withMetadata(resource, named)));
  const uid = metadata.uid ?? stored?.metadata.uid;
  return withMetadata(resource, uid === undefined ? named : { ...named, uid });
}

function withMetadata<R extends Resource>(resource: R, metadata: R['metadata']): R {
  return withSourceOf({ ...resource, metadata }, resource);
}

function isSame(one: Resource, other: Resource): boolean {
  return (
    one.kind === other.kind &&
    one.metadata.name === other.metadata.name &&
    (one.metadata.namespace ?? '') === (other.metadata.namespace ?? '')
  );
}
