import { string } from '../../codec/primitive.ts';
import { type Struct, struct } from '../../codec/struct.ts';
import { anyConnections, type BackendKind, backendKind, checkedTLS } from './backend-kind.ts';

/** A container of OpenStack Swift. */
export interface SwiftBackend {
  /** The name of the storage container. */
  readonly container: string;
  /** The directory in the container. */
  readonly prefix?: string;
}

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

/** Everything that is true of the backend. */
export const swiftBackend: BackendKind<'swift', SwiftBackend> = backendKind({
  name: 'swift',
  title: 'OpenStack Swift',
  locate: ({ container, prefix = '' }) => ({
    bucket: { value: container, path: ['container'] },
    prefix: { value: prefix, path: ['prefix'] },
    maxConnections: anyConnections,
    insecureTLS: checkedTLS,
  }),
  // The credentials of versions 1, 2 and 3 of the identity service, and a token from an earlier login.
  credentials: {
    oneOf: [
      ['ST_AUTH', 'ST_USER', 'ST_KEY'],
      ['OS_AUTH_URL', 'OS_REGION_NAME', 'OS_USERNAME', 'OS_PASSWORD', 'OS_TENANT_ID', 'OS_TENANT_NAME'],
      [
        'OS_AUTH_URL',
        'OS_REGION_NAME',
        'OS_USERNAME',
        'OS_USER_DOMAIN_NAME',
        'OS_PASSWORD',
        'OS_PROJECT_NAME',
        'OS_PROJECT_DOMAIN_NAME',
      ],
      ['OS_STORAGE_URL', 'OS_AUTH_TOKEN'],
    ],
    optional: [],
    orPodIdentity: false,
  },
  canWipeOut: true,
  bucketName: { field: 'container', syntax: /^[^/]{1,256}$/, hint: 'use up to 256 characters, and no slash' },
  example: { container: 'backups', prefix: '/demo/nightly' },
});
