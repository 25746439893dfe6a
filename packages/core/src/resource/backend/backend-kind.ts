import { fieldIn } from '../../codec/field-in.ts';
import type { VolumeSource } from '../../kubernetes/volume.ts';

/** All facts about a kind of backend. */
export interface BackendFacts<Name extends string, A extends object> {
  /** The field of `spec.backend` that holds it. `REPOSITORY_PROVIDER` has the same value. */
  readonly name: Name;
  /** Its name as people write it: `Amazon S3`. */
  readonly title: string;
  /** Finds the place of the data, as the variables `REPOSITORY_*` give it. */
  readonly locate: (backend: A) => BackendLocation | InvalidBackend;
  /** The keys that the storage Secret holds for it, besides {@link passwordKey}. */
  readonly credentials: BackendCredentials;
  /** True where the operator can delete the data together with the Repository, as `wipeOut` asks. */
  readonly canWipeOut: boolean;
  /** The names that its provider accepts for buckets, where it has buckets. */
  readonly bucketName?: BucketName;
  /** The volume of the backend, where the containers mount one, and the path at which they mount it. */
  readonly mount?: (backend: A) => BackendMount;
  /** An example, as it could be in a cluster. */
  readonly example: A;
}

/** The entry of a kind of backend. */
export interface BackendKind<Name extends string, A extends object> extends BackendFacts<Name, A> {
  /** Finds the backend of this kind in a Repository, with the facts about it. Undefined where there is none. */
  readonly find: (backend: object) => FoundBackend<Name> | undefined;
}

/** A backend of a Repository. */
export interface FoundBackend<Name extends string = string> {
  /** See {@link BackendFacts.name}. */
  readonly name: Name;
  /** See {@link BackendFacts.title}. */
  readonly title: string;
  /** The place where it stores the data, or the reason why that cannot be told. */
  readonly location: BackendLocation | InvalidBackend;
  /** See {@link BackendFacts.credentials}. */
  readonly credentials: BackendCredentials;
  /** See {@link BackendFacts.canWipeOut}. */
  readonly canWipeOut: boolean;
  /** See {@link BackendFacts.bucketName}. */
  readonly bucketName: BucketName | undefined;
  /** See {@link BackendFacts.mount}. */
  readonly mount: BackendMount | undefined;
}

/** The key of the storage Secret that holds the encryption password. Every backend needs it. */
export const passwordKey = 'RESTIC_PASSWORD';

/** The syntax of the names of buckets. */
export interface BucketName {
  /** The field that holds the name. */
  readonly field: 'bucket' | 'container';
  /** The pattern that every name matches. */
  readonly syntax: RegExp;
  /** The cure: a sentence without a full stop. */
  readonly hint: string;
}

/** The place where a backend stores data. */
export interface BackendLocation {
  /** The bucket, container, host or mounted folder. */
  readonly bucket: BackendSetting<string>;
  /** The folder in the bucket; empty for its root. */
  readonly prefix: BackendSetting<string>;
  /** The number of connections that are used at once; 0 leaves it to the tool. */
  readonly maxConnections: BackendSetting<number>;
  /** True to accept the certificate of the server unchecked. */
  readonly insecureTLS: BackendSetting<boolean>;
  /** The URL or host of the server, where the backend names one. */
  readonly endpoint?: BackendSetting<string>;
  /** The region, of a backend that has them. */
  readonly region?: BackendSetting<string>;
  /** The URL of the repository on the server, where it has one. */
  readonly url?: BackendSetting<string>;
}

/**
 * A setting of a backend, and the path of its field from the backend's own. The path is absent where no field gives the
 * setting.
 */
export interface BackendSetting<A> {
  readonly value: A;
  readonly path?: ReadonlyArray<string>;
}

/** The reason why the place of a backend's data cannot be told: the fault in one of its fields. */
export interface InvalidBackend {
  readonly path: ReadonlyArray<string>;
  /** The end of a sentence that begins `the URL of the Repository ...`, without a full stop. It shows no value. */
  readonly message: string;
  readonly hint: string;
}

/** The keys of the storage Secret that a backend reads. */
export interface BackendCredentials {
  /** Sets of keys. The Secret must have one whole set; there are no sets where the backend needs no credentials. */
  readonly oneOf: ReadonlyArray<ReadonlyArray<string>>;
  /** Keys that are read if the Secret has them. */
  readonly optional: ReadonlyArray<string>;
  /** True where the identity of the pod can replace the keys, as the roles of a cloud do. */
  readonly orPodIdentity: boolean;
}

/** A backend that is a volume. */
export interface BackendMount {
  /** The source of the volume; undefined where the backend names none. */
  readonly source: VolumeSource | undefined;
  /** The path in the containers at which it is mounted. */
  readonly mountPath: string;
  /** The directory of the volume that is mounted; absent for its root. */
  readonly subPath?: string;
}

/** Makes the entry of a kind of backend. */
export function backendKind<Name extends string, A extends object>(
  facts: BackendFacts<Name, NoInfer<A>>,
): BackendKind<Name, A> {
  const { name, title, locate, credentials, canWipeOut, bucketName, mount } = facts;
  return {
    ...facts,
    find: (backend) => {
      const settings = fieldIn(backend, facts);
      if (settings === undefined) return undefined;
      const location = locate(settings);
      return { name, title, location, credentials, canWipeOut, bucketName, mount: mount?.(settings) };
    },
  };
}

/** The setting of a backend that uses as many connections as its tool likes. */
export const anyConnections: BackendSetting<number> = { value: 0 };

/** The setting of a backend that always checks its server's certificate. */
export const checkedTLS: BackendSetting<boolean> = { value: false };

/** The connections that a field asks for. */
export function connectionsOf(maxConnections: number | undefined): BackendSetting<number> {
  return maxConnections === undefined ? anyConnections : { value: maxConnections, path: ['maxConnections'] };
}
