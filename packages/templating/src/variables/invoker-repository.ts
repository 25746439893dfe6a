import {
  type ObjectReference,
  type Problem,
  type Repository,
  type ResourceReference,
  referenceTo,
} from '@stash-functions/core/decode';
import { scopeProblem } from './scope-problem-code.ts';

/** `repository-mismatch` where the Repository at hand is not the one that the invoker names. */
export function repositoryMismatches(
  invoker: ResourceReference,
  named: ObjectReference | undefined,
  repository: Repository | undefined,
): ReadonlyArray<Problem<'repository-mismatch'>> {
  if (named === undefined || repository === undefined) return [];
  const given = referenceTo(repository);
  const namespace = named.namespace === undefined || named.namespace === '' ? invoker.namespace : named.namespace;
  const sameNamespace = namespace === undefined || given.namespace === undefined || namespace === given.namespace;
  if (named.name === repository.metadata.name && sameNamespace) return [];
  const full = (name: string, inNamespace?: string): string =>
    inNamespace === undefined ? name : `${inNamespace}/${name}`;
  return [
    scopeProblem('repository-mismatch', {
      message: `the ${invoker.kind} \`${invoker.name ?? ''}\` names the Repository \`${full(named.name ?? '', namespace)}\`, and the one given is \`${full(repository.metadata.name, given.namespace)}\``,
      path: ['spec', 'repository'],
      resource: invoker,
      hint: 'give the Repository that the invoker names',
    }),
  ];
}
