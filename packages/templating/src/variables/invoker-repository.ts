import {
  namespaceOf,
  type ObjectReference,
  type Problems,
  type Repository,
  type ResourceReference,
  referenceTo,
} from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { scopeProblem } from './scope-problem-code.ts';

/** The Problem `repository-mismatch`, if the given Repository is not the one that the invoker names. */
export function namedRepository(
  invoker: ResourceReference,
  named: ObjectReference | undefined,
  repository: Repository | undefined,
): Either<Problems<'repository-mismatch'>, undefined> {
  if (named === undefined || repository === undefined) return right(undefined);
  const given = referenceTo(repository);
  const namespace = namespaceOf(named, invoker.namespace);
  const sameNamespace = namespace === undefined || given.namespace === undefined || namespace === given.namespace;
  if (named.name === repository.metadata.name && sameNamespace) return right(undefined);
  const full = (name: string, inNamespace?: string): string =>
    inNamespace === undefined ? name : `${inNamespace}/${name}`;
  return left([
    scopeProblem('repository-mismatch', {
      message: `the ${invoker.kind} \`${invoker.name ?? ''}\` names the Repository \`${full(named.name ?? '', namespace)}\`, and the one given is \`${full(repository.metadata.name, given.namespace)}\``,
      path: ['spec', 'repository'],
      resource: invoker,
      hint: 'give the Repository that the invoker names',
    }),
  ]);
}
