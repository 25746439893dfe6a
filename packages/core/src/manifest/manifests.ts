import type { Either } from 'fp-ts/lib/Either.js';
import { type MapsOf, mapsOf } from '../codec/maps-of.ts';
import { coreProblem, type LoadProblemCode } from '../problem/core-problem-code.ts';
import { unlessProblems } from '../problem/gather.ts';
import { placeIn } from '../problem/place-in.ts';
import type { Problem, Problems } from '../problem/problem.ts';
import { kindNamed, kinds } from '../resource/kinds.ts';
import type { Resource } from '../resource/resource.ts';

/**
 * The resources of each kind: `functions`, `tasks`, `repositories`, `backupConfigurations`, ...
 *
 * Functions, Tasks and BackupBlueprints, which are cluster-scoped, are found by name; the others by `namespace/name`, or
 * by name alone where the manifest leaves the namespace to the client: see {@link manifestKey}.
 */
export type ResourceMaps = MapsOf<typeof kinds>;

/** The resources of one or many manifests, in order and by kind. */
export interface Manifests extends ResourceMaps {
  /** Every resource of this SDK's kinds, in the order of the text. */
  readonly all: ReadonlyArray<Resource>;
  /** Objects of other APIs that stood among them, a Secret or a Deployment: as they were read, unchecked. */
  readonly others: ReadonlyArray<OtherObject>;
  /** What an API server would take, but is probably not what was meant. */
  readonly warnings: ReadonlyArray<Problem<LoadProblemCode>>;
}

/** A Kubernetes object of a kind that this SDK does not read. */
export interface OtherObject {
  /** Group and version of its API: `v1`, `apps/v1`. */
  readonly apiVersion: string;
  /** Its kind. */
  readonly kind: string;
  /** Everything else is unchecked. */
  readonly [field: string]: unknown;
}

/** The key of a resource in its map of {@link Manifests}: its name, or `namespace/name` where it is namespaced and says so. */
export function manifestKey(resource: Resource): string {
  const { namespace, name } = resource.metadata;
  return namespace === undefined || kindNamed(resource.kind)?.scope === 'Cluster' ? name : `${namespace}/${name}`;
}

/**
 * The resources of several manifests as one, in the order given.
 *
 * Problems: `duplicate-resource` for each resource that has the kind and key of one before it, at its place in its file.
 */
export function mergeManifests(
  ...manifests: ReadonlyArray<Manifests>
): Either<Problems<'duplicate-resource'>, Manifests> {
  const merged = collectManifests({
    all: manifests.flatMap(({ all }) => all),
    others: manifests.flatMap(({ others }) => others),
    warnings: manifests.flatMap(({ warnings }) => warnings),
  });
  return unlessProblems(merged.duplicates, merged.manifests);
}

/**
 * Manifests of resources that were made in code, with `defineFunction` or as objects.
 *
 * Problems: `duplicate-resource`.
 */
export function manifestsOf(resources: Iterable<Resource>): Either<Problems<'duplicate-resource'>, Manifests> {
  const { manifests, duplicates } = collectManifests({ all: [...resources], others: [], warnings: [] });
  return unlessProblems(duplicates, manifests);
}

/** {@link Manifests} of what stands in them, and a Problem for each resource whose kind and key one before it has. */
export function collectManifests(contents: Pick<Manifests, 'all' | 'others' | 'warnings'>): {
  readonly manifests: Manifests;
  readonly duplicates: ReadonlyArray<Problem<'duplicate-resource'>>;
} {
  const { maps, duplicates } = mapsOf(kinds, contents.all, manifestKey, contents);
  return {
    manifests: maps,
    duplicates: duplicates.map(({ item, first }) => duplicateResource(item, first)),
  };
}

function duplicateResource(resource: Resource, first: Resource): Problem<'duplicate-resource'> {
  const path = ['metadata', 'name'];
  const { source: before } = placeIn(first, path);
  const place = before === undefined ? '' : `, the other at ${before.file ?? '<input>'}:${before.start.line}`;
  return coreProblem('duplicate-resource', {
    ...placeIn(resource, path),
    message: `there are two ${resource.kind}s \`${manifestKey(resource)}\`${place}`,
    hint: 'rename or remove one of them',
  });
}
