import { type Either, left } from 'fp-ts/lib/Either.js';
import { type MapsOf, mapsOf } from '../codec/maps-of.ts';
import { readOr } from '../input/read-or.ts';
import { coreProblem, type LoadProblemCode } from '../problem/core-problem-code.ts';
import { unlessProblems } from '../problem/gather.ts';
import { placeIn } from '../problem/place-in.ts';
import type { Problem, Problems } from '../problem/problem.ts';
import { kindNamed, kinds } from '../resource/kinds.ts';
import type { Resource } from '../resource/resource.ts';

/**
 * The resources of each kind: `functions`, `tasks`, `repositories`, `backupConfigurations`, ...
 *
 * Each map finds resources by the key that {@link manifestKey} gives. Functions, Tasks and BackupBlueprints are
 * cluster-scoped, so their key is the name. The key of the others is `namespace/name`, or the name alone where the
 * manifest leaves the namespace to the client.
 */
export type ResourceMaps = MapsOf<typeof kinds>;

/** The resources of one or many manifests, in order and by kind. */
export interface Manifests extends ResourceMaps {
  /** Every resource of this SDK's kinds, in the order of the text. */
  readonly all: ReadonlyArray<Resource>;
  /** Objects of other APIs that stood among them, such as a Secret or a Deployment: unchecked, as they were read. */
  readonly others: ReadonlyArray<OtherObject>;
  /** Faults that an API server would accept, but that were probably not meant. */
  readonly warnings: ReadonlyArray<Problem<LoadProblemCode>>;
}

/** A Kubernetes object of a kind that this SDK does not read. */
export interface OtherObject {
  /** Group and version of its API: `v1`, `apps/v1`. */
  readonly apiVersion: string;
  /** The kind of the object. */
  readonly kind: string;
  /** All other fields are unchecked. */
  readonly [field: string]: unknown;
}

/**
 * The key of a resource in its map of {@link Manifests}: `namespace/name` where the resource has a namespace, otherwise
 * its name.
 */
export function manifestKey(resource: Resource): string {
  return readOr('', () => {
    const { namespace, name } = resource.metadata;
    return namespace === undefined || kindNamed(resource.kind)?.scope === 'Cluster' ? name : `${namespace}/${name}`;
  });
}

/**
 * Merges the resources of several manifests, in the order given.
 *
 * Problems: `unreadable-input` for what are no Manifests; `duplicate-resource` for each resource with the kind and key of an earlier one, at its place in its file.
 */
export function mergeManifests(
  ...manifests: ReadonlyArray<Manifests>
): Either<Problems<'duplicate-resource' | 'unreadable-input'>, Manifests> {
  return collected(() => ({
    all: manifests.flatMap(({ all }) => all),
    others: manifests.flatMap(({ others }) => others),
    warnings: manifests.flatMap(({ warnings }) => warnings),
  }));
}

/**
 * Makes Manifests of resources that were made in code, with `defineFunction` or as objects.
 *
 * Problems: `duplicate-resource`, and `unreadable-input` for what are no resources.
 */
export function manifestsOf(
  resources: Iterable<Resource>,
): Either<Problems<'duplicate-resource' | 'unreadable-input'>, Manifests> {
  return collected(() => ({ all: [...resources], others: [], warnings: [] }));
}

/** Makes {@link Manifests} of resources, and a Problem for each resource with the kind and key of an earlier one. */
export function collectManifests(contents: Pick<Manifests, 'all' | 'others' | 'warnings'>): {
  readonly manifests: Manifests;
  readonly duplicates: ReadonlyArray<Problem<'duplicate-resource'>>;
} {
  return readOr({ manifests: noManifests(), duplicates: [] }, () => manifestsIn(contents));
}

function noManifests(): Manifests {
  return mapsOf(kinds, [], manifestKey, { all: [], others: [], warnings: [] }).maps;
}

function manifestsIn(contents: Pick<Manifests, 'all' | 'others' | 'warnings'>): ReturnType<typeof collectManifests> {
  const { maps, duplicates } = mapsOf(kinds, contents.all, manifestKey, contents);
  return {
    manifests: maps,
    duplicates: duplicates.map(({ item, first }) => duplicateResource(item, first)),
  };
}

function collected(
  contents: () => Pick<Manifests, 'all' | 'others' | 'warnings'>,
): Either<Problems<'duplicate-resource' | 'unreadable-input'>, Manifests> {
  return readOr<Either<Problems<'duplicate-resource' | 'unreadable-input'>, Manifests>>(left([noResources]), () => {
    const { manifests, duplicates } = manifestsIn(contents());
    return unlessProblems(duplicates, manifests);
  });
}

const noResources = coreProblem('unreadable-input', {
  message: 'what was given are no resources',
  hint: 'decode objects of another source with `decodeResource` or `loadManifests` before they are used',
});

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
