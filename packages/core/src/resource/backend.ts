import { int64 } from '../codec/integer.ts';
import { boolean, string } from '../codec/primitive.ts';
import { extend, type Struct, struct } from '../codec/struct.ts';
import { VolumeSource } from '../kubernetes/volume.ts';

/** Where backed up data is stored: exactly one of the seven. */
export interface Backend {
  /** The Secret, in the namespace of the Repository, with the credentials of the backend and the encryption password. */
  readonly storageSecretName?: string;
  /** A volume of the cluster. */
  readonly local?: LocalBackend;
  /** Amazon S3 or a server that speaks its protocol. */
  readonly s3?: S3Backend;
  /** Google Cloud Storage. */
  readonly gcs?: GCSBackend;
  /** Azure Blob Storage. */
  readonly azure?: AzureBackend;
  /** OpenStack Swift. */
  readonly swift?: SwiftBackend;
  /** Backblaze B2. */
  readonly b2?: B2Backend;
  /** A REST server of restic. */
  readonly rest?: RestServerBackend;
}

/** A volume of the cluster, of any source that a pod may mount, as a backend. */
export interface LocalBackend extends VolumeSource {
  /** Where the volume is mounted in the containers. */
  readonly mountPath: string;
  /** The directory of the volume that is mounted; its root where it is absent. */
  readonly subPath?: string;
}

/** A bucket of Amazon S3 or of a server that speaks its protocol. */
export interface S3Backend {
  /** The URL or host of the server, `s3.amazonaws.com`. */
  readonly endpoint: string;
  /** The name of the bucket. */
  readonly bucket: string;
  /** The directory in the bucket. */
  readonly prefix?: string;
  /** The region of the bucket. */
  readonly region?: string;
  /** Whether the server's certificate is accepted unchecked. */
  readonly insecureTLS?: boolean;
}

/** A bucket of Google Cloud Storage. */
export interface GCSBackend {
  /** The name of the bucket. */
  readonly bucket: string;
  /** The directory in the bucket. */
  readonly prefix?: string;
  /** How many connections are used at once, int64. */
  readonly maxConnections?: number;
}

/** A container of Azure Blob Storage. */
export interface AzureBackend {
  /** The name of the storage container. */
  readonly container: string;
  /** The directory in the container. */
  readonly prefix?: string;
  /** How many connections are used at once, int64. */
  readonly maxConnections?: number;
}

/** A container of OpenStack Swift. */
export interface SwiftBackend {
  /** The name of the storage container. */
  readonly container: string;
  /** The directory in the container. */
  readonly prefix?: string;
}

/** A bucket of Backblaze B2. */
export interface B2Backend {
  /** The name of the bucket. */
  readonly bucket: string;
  /** The directory in the bucket. */
  readonly prefix?: string;
  /** How many connections are used at once, int64. */
  readonly maxConnections?: number;
}

/** A REST server of restic. */
export interface RestServerBackend {
  /** The URL of the repository on the server, `http://rest-server.demo.svc:8000/stash-demo`. */
  readonly url?: string;
}

/** The codec of {@link LocalBackend:type}. */
export const LocalBackend: Struct<LocalBackend> = extend(
  'LocalBackend',
  VolumeSource,
  {
    mountPath: string,
  },
  {
    subPath: string,
  },
);

/** The codec of {@link S3Backend:type}. */
export const S3Backend: Struct<S3Backend> = struct(
  'S3Backend',
  {
    endpoint: string,
    bucket: string,
  },
  {
    prefix: string,
    region: string,
    insecureTLS: boolean,
  },
);

/** The codec of {@link GCSBackend:type}. */
export const GCSBackend: Struct<GCSBackend> = struct(
  'GCSBackend',
  {
    bucket: string,
  },
  {
    prefix: string,
    maxConnections: int64,
  },
);

/** The codec of {@link AzureBackend:type}. */
export const AzureBackend: Struct<AzureBackend> = struct(
  'AzureBackend',
  {
    container: string,
  },
  {
    prefix: string,
    maxConnections: int64,
  },
);

/** The codec of {@link SwiftBackend:type}. */
export const SwiftBackend: Struct<SwiftBackend> = struct(
  'SwiftBackend',
  {
    container: string,
  },
  {
    prefix: string,
  },
);

/** The codec of {@link B2Backend:type}. */
export const B2Backend: Struct<B2Backend> = struct(
  'B2Backend',
  {
    bucket: string,
  },
  {
    prefix: string,
    maxConnections: int64,
  },
);

/** The codec of {@link RestServerBackend:type}. */
export const RestServerBackend: Struct<RestServerBackend> = struct(
  'RestServerBackend',
  {},
  {
    url: string,
  },
);

/** The codec of {@link Backend:type}. */
export const Backend: Struct<Backend> = struct(
  'Backend',
  {},
  {
    storageSecretName: string,
    local: LocalBackend,
    s3: S3Backend,
    gcs: GCSBackend,
    azure: AzureBackend,
    swift: SwiftBackend,
    b2: B2Backend,
    rest: RestServerBackend,
  },
);
