import { int64 } from '../../codec/integer.ts';
import { string } from '../../codec/primitive.ts';
import { type Struct, struct } from '../../codec/struct.ts';
import { type BackendKind, backendKind, checkedTLS, connectionsOf } from './backend-kind.ts';

/** A bucket of Google Cloud Storage. */
export interface GCSBackend {
  /** The name of the bucket. */
  readonly bucket: string;
  /** The directory in the bucket. */
  readonly prefix?: string;
  /** The number of connections that are used at once, int64. */
  readonly maxConnections?: number;
}

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

/** Everything that is true of the backend. */
export const gcsBackend: BackendKind<'gcs', GCSBackend> = backendKind({
  name: 'gcs',
  title: 'Google Cloud Storage',
  locate: ({ bucket, prefix = '', maxConnections }) => ({
    bucket: { value: bucket, path: ['bucket'] },
    prefix: { value: prefix, path: ['prefix'] },
    maxConnections: connectionsOf(maxConnections),
    insecureTLS: checkedTLS,
  }),
  credentials: {
    oneOf: [['GOOGLE_PROJECT_ID', 'GOOGLE_SERVICE_ACCOUNT_JSON_KEY']],
    optional: [],
    orPodIdentity: true,
  },
  canWipeOut: true,
  bucketName: {
    field: 'bucket',
    syntax: /^(?!.*[._-]$)[a-z0-9][a-z0-9._-]{0,221}$/,
    hint: 'use 3 to 63 small letters, digits, dashes, dots and underscores',
  },
  example: { bucket: 'backups', prefix: '/demo/nightly' },
});
