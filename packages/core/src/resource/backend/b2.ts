import { int64 } from '../../codec/integer.ts';
import { string } from '../../codec/primitive.ts';
import { type Struct, struct } from '../../codec/struct.ts';
import { type BackendKind, backendKind, checkedTLS, connectionsOf } from './backend-kind.ts';

/** A bucket of Backblaze B2. */
export interface B2Backend {
  /** The name of the bucket. */
  readonly bucket: string;
  /** The directory in the bucket. */
  readonly prefix?: string;
  /** The number of connections that are used at once, int64. */
  readonly maxConnections?: number;
}

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

/** Everything that is true of the backend. */
export const b2Backend: BackendKind<'b2', B2Backend> = backendKind({
  name: 'b2',
  title: 'Backblaze B2',
  locate: ({ bucket, prefix = '', maxConnections }) => ({
    bucket: { value: bucket, path: ['bucket'] },
    prefix: { value: prefix, path: ['prefix'] },
    maxConnections: connectionsOf(maxConnections),
    insecureTLS: checkedTLS,
  }),
  credentials: { oneOf: [['B2_ACCOUNT_ID', 'B2_ACCOUNT_KEY']], optional: [], orPodIdentity: false },
  canWipeOut: true,
  bucketName: { field: 'bucket', syntax: /^[A-Za-z0-9-]{1,63}$/, hint: 'use 6 to 63 letters, digits and dashes' },
  example: { bucket: 'backups', prefix: '/demo/nightly' },
});
