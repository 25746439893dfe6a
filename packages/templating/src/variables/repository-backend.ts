import {
  type BackendName,
  backendNames,
  backendsOf,
  type InvalidBackend,
  listNames,
  type Problem,
  type Problems,
  type Repository,
  referenceTo,
} from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { RepositorySource } from './builtin/repository.ts';
import { remembered } from './remembered.ts';
import { scopeProblem } from './scope-problem-code.ts';

/**
 * A Repository with the backend that counts: if it has several, the first one in the order of `backendNames`.
 *
 * @returns undefined for none; Left with `backend-missing` or `repository-url-invalid`
 */
export function repositorySource(
  repository: Repository | undefined,
): Either<Problems<'backend-missing' | 'repository-url-invalid'>, RepositorySource | undefined> {
  return repository === undefined ? noRepository : sourceOf(repository);
}

const noRepository: Either<never, undefined> = right(undefined);

const sourceOf = remembered((repository: Repository): ReturnType<typeof repositorySource> => {
  const [backend] = backendsOf(repository.spec?.backend);
  if (backend === undefined) return left([missingBackend(repository)]);
  const { name, location } = backend;
  return 'message' in location
    ? left([invalidLocation(repository, name, location)])
    : right({ repository, backend: { name, location } });
});

function missingBackend(repository: Repository): Problem<'backend-missing'> {
  return scopeProblem('backend-missing', {
    message: `the Repository \`${repository.metadata.name}\` has no backend`,
    path: ['spec', 'backend'],
    resource: referenceTo(repository),
    hint: `give it one of ${listNames(backendNames)}`,
  });
}

/** The message does not show the URL, because it may hold a password. */
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
