import type { Backend } from '@stash-functions/core';

/** The seven kinds of backend that a Repository can have, as `REPOSITORY_PROVIDER` calls them. */
export type BackendName = 'azure' | 'b2' | 'gcs' | 'local' | 'rest' | 's3' | 'swift';

/** All of {@link BackendName}. */
export const backendNames: ReadonlyArray<BackendName> = ['s3', 'gcs', 'azure', 'swift', 'b2', 'rest', 'local'];

/** A backend as it could be in a cluster, each with a Secret for its credentials. */
export function backendOf(name: BackendName): Backend {
  return { ...backends[name], storageSecretName: `${name}-credentials` };
}

const prefix = '/demo/nightly';

const backends: Readonly<Record<BackendName, Backend>> = {
  s3: { s3: { endpoint: 'https://s3.eu-central-1.amazonaws.com', bucket: 'backups', region: 'eu-central-1', prefix } },
  gcs: { gcs: { bucket: 'backups', prefix } },
  azure: { azure: { container: 'backups', prefix } },
  swift: { swift: { container: 'backups', prefix } },
  b2: { b2: { bucket: 'backups', prefix } },
  rest: { rest: { url: 'http://rest-server.storage.svc:8000/demo/nightly' } },
  local: { local: { mountPath: '/safe', persistentVolumeClaim: { claimName: 'backups' } } },
};
