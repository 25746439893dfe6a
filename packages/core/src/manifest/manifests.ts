import type { Either } from 'fp-ts/lib/Either.js';
import type { CoreProblemCode } from '../problem/core-problem-code.ts';
import { unlessProblems } from '../problem/gather.ts';
import type { Problem, Problems } from '../problem/problem.ts';
import type { AppBinding } from '../resource/app-binding.ts';
import type { BackupBatch } from '../resource/backup-batch.ts';
import type { BackupBlueprint } from '../resource/backup-blueprint.ts';
import type { BackupConfiguration } from '../resource/backup-configuration.ts';
import type { BackupSession } from '../resource/backup-session.ts';
import type { FunctionResource } from '../resource/function.ts';
import { referenceTo } from '../resource/reference-to.ts';
import type { Repository } from '../resource/repository.ts';
import type { Resource } from '../resource/resource.ts';
import type { RestoreBatch } from '../resource/restore-batch.ts';
import type { RestoreSession } from '../resource/restore-session.ts';
import type { TaskResource } from '../resource/task.ts';
import { locate } from './locate.ts';

/**
 * The resources of one or many manifests.
 *
 * Functions, Tasks and BackupBlueprints, which are cluster-scoped, are found by name; the others by `namespace/name`, or
 * by name alone where the manifest leaves the namespace to the client: see {@link manifestKey}.
 */
export interface Manifests {
  /** Every resource of this SDK's kinds, in the order of the text. */
  readonly all: ReadonlyArray<Resource>;
  /** By name. */
  readonly functions: ReadonlyMap<string, FunctionResource>;
  /** By name. */
  readonly tasks: ReadonlyMap<string, TaskResource>;
  /** By `namespace/name`. */
  readonly repositories: ReadonlyMap<string, Repository>;
  /** By `namespace/name`. */
  readonly backupConfigurations: ReadonlyMap<string, BackupConfiguration>;
  /** By `namespace/name`. */
  readonly backupBatches: ReadonlyMap<string, BackupBatch>;
  /** By `namespace/name`. */
  readonly backupSessions: ReadonlyMap<string, BackupSession>;
  /** By `namespace/name`. */
  readonly restoreSessions: ReadonlyMap<string, RestoreSession>;
  /** By `namespace/name`. */
  readonly restoreBatches: ReadonlyMap<string, RestoreBatch>;
  /** By name. */
  readonly backupBlueprints: ReadonlyMap<string, BackupBlueprint>;
  /** By `namespace/name`. */
  readonly appBindings: ReadonlyMap<string, AppBinding>;
  /** Objects of other APIs that stood among them, a Secret or a Deployment: as they were read, unchecked. */
  readonly others: ReadonlyArray<OtherObject>;
  /** What an API server would take, but is probably not what was meant. */
  readonly warnings: ReadonlyArray<Problem>;
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
  return namespace === undefined || clusterScoped.has(resource.kind) ? name : `${namespace}/${name}`;
}

/**
 * The resources of several manifests as one, in the order given.
 *
 * Problems: `duplicate-resource` for each resource that has the kind and key of one before it, at its place in its file.
 */
export function mergeManifests(...manifests: ReadonlyArray<Manifests>): Either<Problems<CoreProblemCode>, Manifests> {
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
export function manifestsOf(resources: Iterable<Resource>): Either<Problems<CoreProblemCode>, Manifests> {
  const { manifests, duplicates } = collectManifests({ all: [...resources], others: [], warnings: [] });
  return unlessProblems(duplicates, manifests);
}

/** {@link Manifests} of what stands in them, and a Problem for each resource whose kind and key one before it has. */
export function collectManifests(contents: Pick<Manifests, 'all' | 'others' | 'warnings'>): {
  readonly manifests: Manifests;
  readonly duplicates: ReadonlyArray<Problem<CoreProblemCode>>;
} {
  const maps = emptyMaps();
  const duplicates: Array<Problem<CoreProblemCode>> = [];
  for (const resource of contents.all) {
    const first = add(maps, resource);
    if (first !== undefined) duplicates.push(duplicateResource(resource, first));
  }
  return { manifests: { ...contents, ...maps }, duplicates };
}

const clusterScoped: ReadonlySet<Resource['kind']> = new Set(['Function', 'Task', 'BackupBlueprint'] as const);

type Maps = ReturnType<typeof emptyMaps>;

function emptyMaps() {
  return {
    functions: new Map<string, FunctionResource>(),
    tasks: new Map<string, TaskResource>(),
    repositories: new Map<string, Repository>(),
    backupConfigurations: new Map<string, BackupConfiguration>(),
    backupBatches: new Map<string, BackupBatch>(),
    backupSessions: new Map<string, BackupSession>(),
    restoreSessions: new Map<string, RestoreSession>(),
    restoreBatches: new Map<string, RestoreBatch>(),
    backupBlueprints: new Map<string, BackupBlueprint>(),
    appBindings: new Map<string, AppBinding>(),
  };
}

/** The resource that already has the key, in which case nothing is added. */
function add(maps: Maps, resource: Resource): Resource | undefined {
  switch (resource.kind) {
    case 'Function':
      return put(maps.functions, resource);
    case 'Task':
      return put(maps.tasks, resource);
    case 'Repository':
      return put(maps.repositories, resource);
    case 'BackupConfiguration':
      return put(maps.backupConfigurations, resource);
    case 'BackupBatch':
      return put(maps.backupBatches, resource);
    case 'BackupSession':
      return put(maps.backupSessions, resource);
    case 'RestoreSession':
      return put(maps.restoreSessions, resource);
    case 'RestoreBatch':
      return put(maps.restoreBatches, resource);
    case 'BackupBlueprint':
      return put(maps.backupBlueprints, resource);
    case 'AppBinding':
      return put(maps.appBindings, resource);
  }
}

function put<R extends Resource>(map: Map<string, R>, resource: R): R | undefined {
  const key = manifestKey(resource);
  const first = map.get(key);
  if (first === undefined) map.set(key, resource);
  return first;
}

function duplicateResource(resource: Resource, first: Resource): Problem<CoreProblemCode> {
  const path = ['metadata', 'name'];
  const source = locate(resource, path);
  const before = locate(first, path);
  const place = before === undefined ? '' : `, the other at ${before.file ?? '<input>'}:${before.start.line}`;
  return {
    code: 'duplicate-resource',
    severity: 'error',
    message: `there are two ${resource.kind}s \`${manifestKey(resource)}\`${place}`,
    path,
    resource: referenceTo(resource),
    ...(source === undefined ? {} : { source }),
    hint: 'rename or remove one of them',
  };
}
