import {
  type BackendLocation,
  type BackendName,
  type BackendSetting,
  type Repository,
  referenceTo,
} from '@stash-functions/core/decode';
import { constant, fieldsOf, nonEmpty, type Read } from '../variable-row.ts';

/** A Repository, and where its backend stores data. */
export interface RepositorySource {
  readonly repository: Repository;
  readonly backend: { readonly name: BackendName; readonly location: BackendLocation };
}

/** Variables of the Repository and its backend. */
export const repositoryVariables = {
  REPOSITORY_NAME: {
    meaning: 'Name of the Repository',
    source: 'Repository metadata.name',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'gcs-repo',
    read: ({ repository }: RepositorySource): Read =>
      fieldsOf(referenceTo(repository))(repository.metadata.name, 'metadata', 'name'),
  },
  REPOSITORY_NAMESPACE: {
    meaning: 'Namespace of the Repository',
    source: 'Repository metadata.namespace',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'demo',
    read: ({ repository }: RepositorySource): Read => namespaceOf(repository),
  },
  REPOSITORY_PROVIDER: {
    meaning: 'Kind of backend that the data is stored in',
    source: 'the first of local, s3, gcs, azure, swift, b2, rest that Repository spec.backend has',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'gcs',
    read: ({ repository, backend: { name } }: RepositorySource): Read =>
      fieldsOf(referenceTo(repository), ['spec', 'backend'])(name, name),
  },
  REPOSITORY_BUCKET: {
    meaning: 'Bucket, container or directory that the data is stored in',
    source:
      'Repository spec.backend: local.mountPath, s3|gcs|b2.bucket, azure|swift.container, or the host of rest.url',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'stash-backup',
    read: (source: RepositorySource): Read => setting(source, source.backend.location.bucket),
  },
  REPOSITORY_PREFIX: {
    meaning: 'Directory inside the bucket; empty for a local backend',
    source: 'Repository spec.backend: s3|gcs|azure|swift|b2.prefix, or the path of rest.url',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    emptyIn: ['backup', 'restore'],
    example: 'demo/postgres/quick-postgres',
    read: (source: RepositorySource): Read => setting(source, source.backend.location.prefix),
  },
  REPOSITORY_ENDPOINT: {
    meaning: 'URL of the S3 compatible or REST server; empty for AWS S3 itself',
    source: 'Repository spec.backend: s3.endpoint or rest.url',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'the backend is s3 or rest',
    example: 'https://minio.storage.svc:9000',
    read: (source: RepositorySource): Read => setting(source, source.backend.location.endpoint),
  },
  REPOSITORY_URL: {
    meaning: 'URL of the REST server',
    source: 'Repository spec.backend.rest.url',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'the backend is rest',
    example: 'http://rest-server.storage.svc:8000/pg',
    read: (source: RepositorySource): Read => setting(source, source.backend.location.url),
  },
  REPOSITORY_REGION: {
    meaning: 'Region of the bucket; may be empty',
    source: 'Repository spec.backend.s3.region',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'the backend is s3',
    example: 'eu-central-1',
    read: (source: RepositorySource): Read => setting(source, source.backend.location.region),
  },
  REPOSITORY_INSECURE_TLS: {
    meaning: 'Whether the certificate of the server is left unchecked',
    source: 'Repository spec.backend.s3.insecureTLS; false for every other backend',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'false',
    read: (source: RepositorySource): Read => setting(source, source.backend.location.insecureTLS),
  },
  REPOSITORY_SECRET_NAME: {
    meaning: 'Name of the Secret with the credentials of the backend',
    source: 'Repository spec.backend.storageSecretName',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'the backend names a Secret',
    example: 'gcs-secret',
    read: ({ repository }: RepositorySource): Read =>
      fieldsOf(referenceTo(repository))(secretName(repository), 'spec', 'backend', 'storageSecretName'),
  },
  REPOSITORY_SECRET_NAMESPACE: {
    meaning: 'Namespace of that Secret',
    source: 'Repository metadata.namespace',
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'the backend names a Secret',
    example: 'demo',
    read: ({ repository }: RepositorySource): Read =>
      secretName(repository) === undefined ? { value: undefined } : namespaceOf(repository),
  },
  MAX_CONNECTIONS: {
    meaning: 'Number of parallel connections to the backend; 0 leaves it to the driver',
    source: 'Repository spec.backend: gcs|azure|b2.maxConnections; 0 for every other backend',
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: '0',
    read: (source: RepositorySource): Read => setting(source, source.backend.location.maxConnections),
  },
} as const;

function namespaceOf(repository: Repository): Read {
  return fieldsOf(referenceTo(repository))(repository.metadata.namespace, 'metadata', 'namespace');
}

function secretName({ spec }: Repository): string | undefined {
  return nonEmpty(spec?.backend?.storageSecretName);
}

function setting(
  { repository, backend: { name } }: RepositorySource,
  given: BackendSetting<string | number | boolean> | undefined,
): Read {
  if (given === undefined) return { value: undefined };
  const { value, path } = given;
  if (path === undefined) return constant(String(value));
  return fieldsOf(referenceTo(repository), ['spec', 'backend', name])(String(value), ...path);
}
