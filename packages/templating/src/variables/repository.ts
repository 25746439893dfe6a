import { type Backend, type Problem, type Repository, referenceTo } from '@stash-functions/core/decode';
import { constant, type Reading, type Readings, readerOf } from './reading.ts';

/**
 * `REPOSITORY_*` and `MAX_CONNECTIONS`. A Repository with several backends counts as the first of local, s3, gcs, azure,
 * swift, b2 and rest.
 *
 * Problems: `backend-missing`, `repository-url-invalid`.
 */
export function repositoryReadings(repository: Repository): Readings {
  const resource = referenceTo(repository);
  const at = readerOf(resource, ['spec', 'backend']);
  const { name, namespace } = repository.metadata;
  const backend = repository.spec?.backend;
  const secret = backend?.storageSecretName === '' ? undefined : backend?.storageSecretName;
  const { readings, problems } = backendReadings(repository, backend ?? {});
  const metadata = readerOf(resource, ['metadata']);
  return {
    readings: [
      metadata('REPOSITORY_NAME', name, ['name']),
      metadata('REPOSITORY_NAMESPACE', namespace, ['namespace']),
      ...readings,
      at('REPOSITORY_SECRET_NAME', secret, ['storageSecretName']),
      metadata('REPOSITORY_SECRET_NAMESPACE', secret === undefined ? undefined : namespace, ['namespace']),
    ],
    problems,
  };
}

function backendReadings(repository: Repository, backend: Backend): Readings {
  const resource = referenceTo(repository);
  const at = readerOf(resource, ['spec', 'backend']);
  const { local, s3, gcs, azure, swift, b2, rest } = backend;
  const location = (
    provider: string,
    bucket: string,
    bucketField: string,
    prefix: string | undefined,
    maxConnections?: number,
  ): ReadonlyArray<Reading> => [
    at('REPOSITORY_PROVIDER', provider, [provider]),
    at('REPOSITORY_BUCKET', bucket, [provider, bucketField]),
    at('REPOSITORY_PREFIX', prefix ?? '', [provider, 'prefix']),
    maxConnections === undefined
      ? constant('MAX_CONNECTIONS', '0')
      : at('MAX_CONNECTIONS', String(maxConnections), [provider, 'maxConnections']),
  ];
  const noTls = constant('REPOSITORY_INSECURE_TLS', 'false');

  if (local !== undefined) {
    return {
      readings: [
        at('REPOSITORY_PROVIDER', 'local', ['local']),
        at('REPOSITORY_BUCKET', local.mountPath, ['local', 'mountPath']),
        constant('REPOSITORY_PREFIX', ''),
        constant('MAX_CONNECTIONS', '0'),
        noTls,
      ],
      problems: [],
    };
  }
  if (s3 !== undefined) {
    return {
      readings: [
        ...location('s3', s3.bucket, 'bucket', s3.prefix),
        at('REPOSITORY_ENDPOINT', s3.endpoint, ['s3', 'endpoint']),
        at('REPOSITORY_REGION', s3.region ?? '', ['s3', 'region']),
        at('REPOSITORY_INSECURE_TLS', String(s3.insecureTLS ?? false), ['s3', 'insecureTLS']),
      ],
      problems: [],
    };
  }
  if (gcs !== undefined) {
    return {
      readings: [...location('gcs', gcs.bucket, 'bucket', gcs.prefix, gcs.maxConnections), noTls],
      problems: [],
    };
  }
  if (azure !== undefined) {
    const { container, prefix, maxConnections } = azure;
    return { readings: [...location('azure', container, 'container', prefix, maxConnections), noTls], problems: [] };
  }
  if (swift !== undefined) {
    return { readings: [...location('swift', swift.container, 'container', swift.prefix), noTls], problems: [] };
  }
  if (b2 !== undefined) {
    return { readings: [...location('b2', b2.bucket, 'bucket', b2.prefix, b2.maxConnections), noTls], problems: [] };
  }
  if (rest !== undefined) {
    const url = rest.url ?? '';
    const parts = parseUrl(url);
    if (parts === undefined) return { readings: [], problems: [invalidUrl(repository)] };
    return {
      readings: [
        at('REPOSITORY_PROVIDER', 'rest', ['rest']),
        at('REPOSITORY_BUCKET', parts.host, ['rest', 'url']),
        at('REPOSITORY_PREFIX', parts.path, ['rest', 'url']),
        at('REPOSITORY_ENDPOINT', url, ['rest', 'url']),
        at('REPOSITORY_URL', url, ['rest', 'url']),
        constant('MAX_CONNECTIONS', '0'),
        noTls,
      ],
      problems: [],
    };
  }
  return { readings: [], problems: [missingBackend(repository)] };
}

/**
 * Host and path as Go's `net/url` gives them: the host keeps its port and case, the path is percent-decoded. The
 * WHATWG parser of the platform drops default ports and rewrites the rest, so that snapshots would be looked for
 * elsewhere.
 */
function parseUrl(url: string): { readonly host: string; readonly path: string } | undefined {
  const match = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/(?:[^/?#]*@)?([^/?#]*))?([^?#]*)/iu.exec(url);
  try {
    return { host: match?.[1] ?? '', path: decodeURIComponent(match?.[2] ?? '') };
  } catch {
    return undefined;
  }
}

function missingBackend(repository: Repository): Problem<'backend-missing'> {
  return {
    code: 'backend-missing',
    severity: 'error',
    message: `the Repository \`${repository.metadata.name}\` has no backend`,
    path: ['spec', 'backend'],
    resource: referenceTo(repository),
    hint: 'give it one of `local`, `s3`, `gcs`, `azure`, `swift`, `b2` and `rest`',
  };
}

/** The URL may hold a password, so the message does not show it. */
function invalidUrl(repository: Repository): Problem<'repository-url-invalid'> {
  return {
    code: 'repository-url-invalid',
    severity: 'error',
    message: `the URL of the Repository \`${repository.metadata.name}\` has a \`%\` that two hexadecimal digits do not follow`,
    path: ['spec', 'backend', 'rest', 'url'],
    resource: referenceTo(repository),
    hint: 'write `%25` for a literal `%`',
  };
}
