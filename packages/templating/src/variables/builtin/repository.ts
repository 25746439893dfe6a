import {
  type BackendLocation,
  type BackendName,
  type BackendSetting,
  backendNames,
  type Repository,
  referenceTo,
  settingPlaces,
} from '@stash-functions/core/decode';
import { constant, fieldsOf, nonEmpty, type Read } from '../variable-row.ts';

/** A Repository, and the place where its backend stores data. */
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
    get source(): string {
      return `the first of ${backendNames.join(', ')} that Repository spec.backend has`;
    },
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'gcs',
    read: ({ repository, backend: { name } }: RepositorySource): Read =>
      fieldsOf(referenceTo(repository), ['spec', 'backend'])(name, name),
  },
  REPOSITORY_BUCKET: {
    meaning: 'Bucket, container or directory that the data is stored in',
    get source(): string {
      return `Repository spec.backend: ${settingPlaces('bucket')}; of a URL its host`;
    },
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    example: 'stash-backup',
    read: (source: RepositorySource): Read => setting(source, source.backend.location.bucket),
  },
  REPOSITORY_PREFIX: {
    meaning: 'Directory inside the bucket; empty for a local backend',
    get source(): string {
      return `Repository spec.backend: ${settingPlaces('prefix')}; of a URL its path`;
    },
    setIn: ['backup', 'restore'],
    alwaysIn: ['backup', 'restore'],
    emptyIn: ['backup', 'restore'],
    example: 'demo/postgres/quick-postgres',
    read: (source: RepositorySource): Read => setting(source, source.backend.location.prefix),
  },
  REPOSITORY_ENDPOINT: {
    meaning: 'URL of the S3 compatible or REST server; empty for AWS S3 itself',
    get source(): string {
      return `Repository spec.backend: ${settingPlaces('endpoint')}`;
    },
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'the backend is s3 or rest',
    example: 'https://minio.storage.svc:9000',
    read: (source: RepositorySource): Read => setting(source, source.backend.location.endpoint),
  },
  REPOSITORY_URL: {
    meaning: 'URL of the REST server',
    get source(): string {
      return `Repository spec.backend: ${settingPlaces('url')}`;
    },
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'the backend is rest',
    example: 'http://rest-server.storage.svc:8000/pg',
    read: (source: RepositorySource): Read => setting(source, source.backend.location.url),
  },
  REPOSITORY_REGION: {
    meaning: 'Region of the bucket; may be empty',
    get source(): string {
      return `Repository spec.backend: ${settingPlaces('region')}`;
    },
    setIn: ['backup', 'restore'],
    alwaysIn: [],
    when: 'the backend is s3',
    example: 'eu-central-1',
    read: (source: RepositorySource): Read => setting(source, source.backend.location.region),
  },
  REPOSITORY_INSECURE_TLS: {
    meaning: 'Flag: the certificate of the server is not checked',
    get source(): string {
      return `Repository spec.backend: ${settingPlaces('insecureTLS')}; false for every other backend`;
    },
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
    get source(): string {
      return `Repository spec.backend: ${settingPlaces('maxConnections')}; 0 for every other backend`;
    },
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
