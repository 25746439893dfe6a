import {
  type BackendName,
  type BackendSetting,
  backendNames,
  backendsOf,
  type InvalidBackend,
  listNames,
  type Problem,
  type Repository,
  referenceTo,
} from '@stash-functions/core/decode';
import type { BuiltinVariableName } from './catalogue.ts';
import { constant, type Reading, type Readings, readerOf } from './reading.ts';
import { scopeProblem } from './scope-problem-code.ts';

/**
 * `REPOSITORY_*` and `MAX_CONNECTIONS`. Of a Repository with several backends the first of `backendNames` counts.
 *
 * Problems: `backend-missing`, `repository-url-invalid`.
 */
export function repositoryReadings(repository: Repository): Readings {
  const resource = referenceTo(repository);
  const at = readerOf(resource, ['spec', 'backend']);
  const { name, namespace } = repository.metadata;
  const backend = repository.spec?.backend;
  const secret = backend?.storageSecretName === '' ? undefined : backend?.storageSecretName;
  const { readings, problems } = backendReadings(repository);
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

function backendReadings(repository: Repository): Readings {
  const [backend] = backendsOf(repository.spec?.backend);
  if (backend === undefined) return { readings: [], problems: [missingBackend(repository)] };
  const { name, location } = backend;
  if ('message' in location) return { readings: [], problems: [invalidLocation(repository, name, location)] };
  const at = readerOf(referenceTo(repository), ['spec', 'backend']);
  const read = (variable: BuiltinVariableName, setting: BackendSetting<string | number | boolean>): Reading =>
    setting.path === undefined
      ? constant(variable, String(setting.value))
      : at(variable, String(setting.value), [name, ...setting.path]);
  const { bucket, prefix, endpoint, region, url, insecureTLS, maxConnections } = location;
  return {
    readings: [
      at('REPOSITORY_PROVIDER', name, [name]),
      read('REPOSITORY_BUCKET', bucket),
      read('REPOSITORY_PREFIX', prefix),
      ...(endpoint === undefined ? [] : [read('REPOSITORY_ENDPOINT', endpoint)]),
      ...(region === undefined ? [] : [read('REPOSITORY_REGION', region)]),
      ...(url === undefined ? [] : [read('REPOSITORY_URL', url)]),
      read('REPOSITORY_INSECURE_TLS', insecureTLS),
      read('MAX_CONNECTIONS', maxConnections),
    ],
    problems: [],
  };
}

function missingBackend(repository: Repository): Problem<'backend-missing'> {
  return scopeProblem('backend-missing', {
    message: `the Repository \`${repository.metadata.name}\` has no backend`,
    path: ['spec', 'backend'],
    resource: referenceTo(repository),
    hint: `give it one of ${listNames(backendNames)}`,
  });
}

/** The URL may hold a password, so the message does not show it. */
function invalidLocation(
  repository: Repository,
  name: BackendName,
  { path, message, hint }: InvalidBackend,
): Problem<'repository-url-invalid'> {
  return scopeProblem('repository-url-invalid', {
    message: `the URL of the Repository \`${repository.metadata.name}\` ${message}`,
    path: ['spec', 'backend', name, ...path],
    resource: referenceTo(repository),
    hint,
  });
}
