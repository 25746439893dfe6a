import { int64 } from '../../codec/integer.ts';
import { string } from '../../codec/primitive.ts';
import { type Struct, struct } from '../../codec/struct.ts';
import { type BackendKind, backendKind, checkedTLS, connectionsOf } from './backend-kind.ts';

/** A container of Azure Blob Storage. */
export interface AzureBackend {
  /** The name of the storage container. */
  readonly container: string;
  /** The directory in the container. */
  readonly prefix?: string;
  /** The number of connections that are used at once, int64. */
  readonly maxConnections?: number;
}

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

/** Everything that is true of the backend. */
export const azureBackend: BackendKind<'azure', AzureBackend> = backendKind({
  name: 'azure',
  title: 'Azure Blob Storage',
  locate: ({ container, prefix = '', maxConnections }) => ({
    bucket: { value: container, path: ['container'] },
    prefix: { value: prefix, path: ['prefix'] },
    maxConnections: connectionsOf(maxConnections),
    insecureTLS: checkedTLS,
  }),
  credentials: { oneOf: [['AZURE_ACCOUNT_NAME', 'AZURE_ACCOUNT_KEY']], optional: [], orPodIdentity: true },
  canWipeOut: true,
  bucketName: {
    field: 'container',
    syntax: /^(?:\$root|(?!.*--)(?!.*-$)[a-z0-9][a-z0-9-]{0,62})$/,
    hint: 'use 3 to 63 small letters, digits and single dashes',
  },
  example: { container: 'backups', prefix: '/demo/nightly' },
});
