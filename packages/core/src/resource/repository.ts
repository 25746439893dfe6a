import type { Either } from 'fp-ts/lib/Either.js';
import { array } from '../codec/array.ts';
import { dateTime } from '../codec/date-time.ts';
import type { DecodeOptions } from '../codec/decode-with.ts';
import { int64 } from '../codec/integer.ts';
import { boolean, literal, string } from '../codec/primitive.ts';
import { type Struct, struct } from '../codec/struct.ts';
import { LabelSelector } from '../kubernetes/label-selector.ts';
import type { DecodeProblemCode } from '../problem/core-problem-code.ts';
import type { Problems } from '../problem/problem.ts';
import { Backend } from './backend/backend.ts';
import { decodeKind, readKind } from './decode-kind.ts';
import type { Kind } from './kind.ts';
import { ResourceMeta } from './resource-meta.ts';

/** A Repository: the place where backed up data is stored, and facts about the data there. Namespaced. */
export interface Repository {
  /** The group and version of the API. */
  readonly apiVersion: 'stash.appscode.com/v1alpha1';
  /** The kind, as it stands in a manifest. */
  readonly kind: 'Repository';
  /** Name, namespace, labels and annotations. */
  readonly metadata: ResourceMeta;
  /** The backend, and the namespaces that may use it. */
  readonly spec?: RepositorySpec;
  /** The state of the backend, as the operator last saw it. */
  readonly status?: RepositoryStatus;
}

/** The request of a {@link Repository}. */
export interface RepositorySpec {
  /** The place where the data is stored. */
  readonly backend?: Backend;
  /** True to delete the data together with the Repository. Default false. */
  readonly wipeOut?: boolean;
  /** The invokers that may refer to the Repository; those of its own namespace where it is absent. */
  readonly usagePolicy?: UsagePolicy;
}

/** The invokers that may refer to a Repository. */
export interface UsagePolicy {
  /** The namespaces whose invokers may use it. */
  readonly allowedNamespaces?: AllowedNamespaces;
}

/** A choice of namespaces. */
export interface AllowedNamespaces {
  /** The choice: `All`, those that the `Selector` selects, or the `Same` as that of the Repository (default). */
  readonly from?: 'All' | 'Selector' | 'Same';
  /** The labels of the chosen namespaces, where from is `Selector`. */
  readonly selector?: LabelSelector;
}

/** The state of a {@link Repository}, as the operator last saw it. */
export interface RepositoryStatus {
  /** The generation of the spec that this is about, int64. */
  readonly observedGeneration?: number;
  /** The time of the first backup, RFC 3339. */
  readonly firstBackupTime?: string;
  /** The time of the last backup, RFC 3339. */
  readonly lastBackupTime?: string;
  /** True where the data of the backend passed its last check. */
  readonly integrity?: boolean;
  /** The size of the data with its unit, `2.567 KiB`. */
  readonly totalSize?: string;
  /** The number of snapshots, int64. */
  readonly snapshotCount?: number;
  /** The number of snapshots that the retention policy removed when it was last applied, int64. */
  readonly snapshotsRemovedOnLastCleanup?: number;
  /** The invokers that refer to the Repository. */
  readonly references?: ReadonlyArray<InvokerReference>;
}

/** An invoker that refers to a Repository. */
export interface InvokerReference {
  /** The group of its API, `stash.appscode.com`. */
  readonly apiGroup?: string;
  /** Its kind. */
  readonly kind?: string;
  /** Its name. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace?: string;
}

/** The Repository that an invoker uses. */
export interface RepositoryRef {
  /** The name of the Repository. */
  readonly name: string;
  /** Its namespace; that of the invoker where it is absent. */
  readonly namespace?: string;
}

/** The codec of {@link AllowedNamespaces:type}. */
export const AllowedNamespaces: Struct<AllowedNamespaces> = struct(
  'AllowedNamespaces',
  {},
  {
    from: literal('All', 'Selector', 'Same'),
    selector: LabelSelector,
  },
);

/** The codec of {@link UsagePolicy:type}. */
export const UsagePolicy: Struct<UsagePolicy> = struct(
  'UsagePolicy',
  {},
  {
    allowedNamespaces: AllowedNamespaces,
  },
);

/** The codec of {@link RepositorySpec:type}. */
export const RepositorySpec: Struct<RepositorySpec> = struct(
  'RepositorySpec',
  {},
  {
    backend: Backend,
    wipeOut: boolean,
    usagePolicy: UsagePolicy,
  },
);

/** The codec of {@link InvokerReference:type}. */
export const InvokerReference: Struct<InvokerReference> = struct(
  'InvokerReference',
  {
    name: string,
  },
  {
    apiGroup: string,
    kind: string,
    namespace: string,
  },
);

/** The codec of {@link RepositoryStatus:type}. */
export const RepositoryStatus: Struct<RepositoryStatus> = struct(
  'RepositoryStatus',
  {},
  {
    observedGeneration: int64,
    firstBackupTime: dateTime,
    lastBackupTime: dateTime,
    integrity: boolean,
    totalSize: string,
    snapshotCount: int64,
    snapshotsRemovedOnLastCleanup: int64,
    references: array(InvokerReference),
  },
);

/** The codec of {@link Repository:type}. */
export const Repository: Struct<Repository> = struct(
  'Repository',
  {
    apiVersion: literal('stash.appscode.com/v1alpha1'),
    kind: literal('Repository'),
    metadata: ResourceMeta,
  },
  {
    spec: RepositorySpec,
    status: RepositoryStatus,
  },
);

/** The codec of {@link RepositoryRef:type}. */
export const RepositoryRef: Struct<RepositoryRef> = struct(
  'RepositoryRef',
  {
    name: string,
  },
  {
    namespace: string,
  },
);

/**
 * The facts about the kind. They stand apart from its codec, so that a program that decodes nothing does not bundle the
 * codec.
 */
export const repositoryFacts = {
  apiVersion: 'stash.appscode.com/v1alpha1',
  kind: 'Repository',
  plural: 'repositories',
  shortNames: ['repo'],
  scope: 'Namespaced',
  hasStatus: true,
  collection: 'repositories',
} as const;

/** The entry of the kind. */
export const repositoryKind: Kind<Repository, 'repositories'> = {
  ...repositoryFacts,
  codec: Repository,
  read: (input, options) => readKind(repositoryKind, input, options),
};

/**
 * Reads a Repository from an object, such as parsed JSON or YAML. It refuses what an API server with the CRD refuses
 * under strict field validation, and reports everything wrong at once.
 *
 * Problems: those of the codecs, `wrong-kind`, `unknown-kind`, `invalid-name`, `invalid-metadata`.
 */
export function decodeRepository(
  input: unknown,
  options?: DecodeOptions,
): Either<Problems<DecodeProblemCode>, Repository> {
  return decodeKind(repositoryKind, input, options);
}
