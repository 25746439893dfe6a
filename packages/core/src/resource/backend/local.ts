import { string } from '../../codec/primitive.ts';
import { extend, type Struct } from '../../codec/struct.ts';
import { VolumeSource } from '../../kubernetes/volume.ts';
import { anyConnections, type BackendKind, backendKind, checkedTLS } from './backend-kind.ts';

/** A volume of the cluster, of any source that a pod may mount, as a backend. */
export interface LocalBackend extends VolumeSource {
  /** The path in the containers at which the volume is mounted. */
  readonly mountPath: string;
  /** The directory of the volume that is mounted; its root where it is absent. */
  readonly subPath?: string;
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

/** Everything that is true of the backend. */
export const localBackend: BackendKind<'local', LocalBackend> = backendKind({
  name: 'local',
  title: 'Local volume',
  locate: ({ mountPath }) => ({
    bucket: { value: mountPath, path: ['mountPath'] },
    prefix: { value: '' },
    maxConnections: anyConnections,
    insecureTLS: checkedTLS,
  }),
  credentials: { oneOf: [], optional: [], orPodIdentity: false },
  // The operator does not mount the volume.
  canWipeOut: false,
  mount: ({ mountPath, subPath, ...source }) => ({
    source: Object.keys(source).length === 0 ? undefined : source,
    mountPath,
    ...(subPath === undefined || subPath === '' ? {} : { subPath }),
  }),
  example: { mountPath: '/safe', persistentVolumeClaim: { claimName: 'backups' } },
});
