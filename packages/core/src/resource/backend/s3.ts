import { boolean, string } from '../../codec/primitive.ts';
import { type Struct, struct } from '../../codec/struct.ts';
import { anyConnections, type BackendKind, backendKind } from './backend-kind.ts';

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
  /** True to accept the certificate of the server unchecked. Default false. */
  readonly insecureTLS?: boolean;
}

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

/** Everything that is true of the backend. */
export const s3Backend: BackendKind<'s3', S3Backend> = backendKind({
  name: 's3',
  title: 'Amazon S3',
  locate: ({ bucket, prefix = '', endpoint, region = '', insecureTLS = false }) => ({
    bucket: { value: bucket, path: ['bucket'] },
    prefix: { value: prefix, path: ['prefix'] },
    endpoint: { value: endpoint, path: ['endpoint'] },
    region: { value: region, path: ['region'] },
    insecureTLS: { value: insecureTLS, path: ['insecureTLS'] },
    maxConnections: anyConnections,
  }),
  credentials: {
    oneOf: [['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']],
    optional: ['AWS_SESSION_TOKEN', 'CA_CERT_DATA'],
    orPodIdentity: true,
  },
  canWipeOut: true,
  bucketName: {
    field: 'bucket',
    syntax: /^(?!.*\.\.)(?!.*[.-]$)[a-z0-9][a-z0-9.-]{0,62}$/,
    hint: 'use 3 to 63 small letters, digits, dashes and dots',
  },
  example: {
    endpoint: 'https://s3.eu-central-1.amazonaws.com',
    bucket: 'backups',
    region: 'eu-central-1',
    prefix: '/demo/nightly',
  },
});
