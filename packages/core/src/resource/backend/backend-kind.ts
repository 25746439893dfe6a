import { fieldIn } from '../../codec/fields-of.ts';
import type { Struct } from '../../codec/struct.ts';
import type { VolumeSource } from '../../kubernetes/volume.ts';

/** Everything that is true of a kind of backend. */
export interface BackendFacts<Name extends string, A extends object> {
  /** The field of `spec.backend` that holds it, and the value of `REPOSITORY_PROVIDER`. */
  readonly name: Name;
  /** Its name as people write it: `Amazon S3`. */
  readonly title: string;
  /** The codec of what stands in the field. */
  readonly codec: Struct<A>;
  /** Where the data is stored, as the variables `REPOSITORY_*` say it. */
  readonly locate: (backend: A) => BackendLocation | InvalidBackend;
  /** What the storage Secret holds for it, besides {@link passwordKey}. */
  readonly credentials: BackendCredentials;
  /** Whether the operator can delete the data together with the Repository, which `wipeOut` asks for. */
  readonly canWipeOut: boolean;
  /** What its provider takes for the name of a bucket, where it has buckets. */
  readonly bucketName?: BucketName;
  /** Where the backend is a volume that the containers mount: which one, and where. */
  readonly mount?: (backend: A) => BackendMount;
  /** One as it could be in a cluster. */
  readonly example: A;
}

/** The entry of a kind of backend. */
export interface BackendKind<Name extends string, A extends object> extends BackendFacts<Name, A> {
  /** The backend of this kind that a Repository has, and what is true of it; undefined where it has none. */
  readonly find: (backend: object) => FoundBackend<Name> | undefined;
}

/** A backend of a Repository. */
export interface FoundBackend<Name extends string = string> {
  /** See {@link BackendFacts.name}. */
  readonly name: Name;
  /** See {@link BackendFacts.title}. */
  readonly title: string;
  /** Where it stores the data, or why that cannot be told. */
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

/** The key of the storage Secret that holds the password which the data is encrypted with; every backend needs it. */
export const passwordKey = 'RESTIC_PASSWORD';

/** The form of the names of buckets. */
export interface BucketName {
  /** The field that holds the name. */
  readonly field: 'bucket' | 'container';
  /** What every name matches. */
  readonly syntax: RegExp;
  /** What to write: a sentence without a full stop. */
  readonly hint: string;
}

/** Where a backend stores data. */
export interface BackendLocation {
  /** The bucket, container, host or mounted folder. */
  readonly bucket: BackendSetting<string>;
  /** The folder in it; empty for its root. */
  readonly prefix: BackendSetting<string>;
  /** How many connections are used at once; 0 leaves it to the tool. */
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

/** A setting of a backend and the field that says it, from the backend's own; without one where nothing says it. */
export interface BackendSetting<A> {
  readonly value: A;
  readonly path?: ReadonlyArray<string>;
}

/** Why it cannot be told where a backend stores data: what is wrong with one of its fields. */
export interface InvalidBackend {
  readonly path: ReadonlyArray<string>;
  /** One sentence without a full stop, that goes on behind `the URL of the Repository ...`; shows no value. */
  readonly message: string;
  readonly hint: string;
}

/** The keys of the storage Secret that a backend reads. */
export interface BackendCredentials {
  /** Sets of keys, of which one has to be there; none where the backend needs no credentials. */
  readonly oneOf: ReadonlyArray<ReadonlyArray<string>>;
  /** Keys that are read where they are there. */
  readonly optional: ReadonlyArray<string>;
  /** Whether the identity of the pod can stand in for the keys, as the roles of a cloud do. */
  readonly orPodIdentity: boolean;
}

/** A backend that is a volume. */
export interface BackendMount {
  /** The source of the volume; undefined where the backend names none. */
  readonly source: VolumeSource | undefined;
  /** Where it is mounted in the containers. */
  readonly mountPath: string;
  /** The directory of the volume that is mounted; its root where it is absent. */
  readonly subPath?: string;
}

/** Makes the entry of a kind of backend. */
export function backendKind<Name extends string, A extends object>(facts: BackendFacts<Name, A>): BackendKind<Name, A> {
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

/** What {@link BackendLocation} says of a backend that takes as many connections as its tool likes. */
export const anyConnections: BackendSetting<number> = { value: 0 };

/** What {@link BackendLocation} says of a backend whose server's certificate is always checked. */
export const checkedTLS: BackendSetting<boolean> = { value: false };

/** The connections that a field asks for. */
export function connectionsOf(maxConnections: number | undefined): BackendSetting<number> {
  return maxConnections === undefined ? anyConnections : { value: maxConnections, path: ['maxConnections'] };
}
