import { type Invoker, noProblems, placeIn, type Repository, usageVerdict } from '@stash-functions/core/decode';
import { adapterProblem } from '../problem/adapter-problem-code.ts';
import type { AdapterProblem } from '../problem/problem.ts';

/**
 * Checks that an invoker may use a Repository. It may use one of its own namespace. The usage policy of a Repository in
 * another namespace decides who may use it.
 *
 * A selector looks at the labels of the invoker's namespace. Without these labels, only `kubernetes.io/metadata.name`
 * is known, which every namespace has. A selector that asks for more gives a warning.
 *
 * @param namespaceLabels - labels of the namespace of the invoker; undefined where they are not known
 */
export function checkUsagePolicy(
  invoker: Invoker,
  repository: Repository | undefined,
  namespace: string,
  namespaceLabels: Readonly<Record<string, string>> | undefined,
): ReadonlyArray<AdapterProblem> {
  const elsewhere = repository?.metadata.namespace;
  if (repository === undefined || elsewhere === undefined || elsewhere === namespace) return noProblems;
  const verdict = usageVerdict(repository, namespace, namespaceLabels);
  if (verdict.allowed === true) return noProblems;
  const named = `Repository ${elsewhere}/${repository.metadata.name}`;
  const isOpen = verdict.allowed === undefined;
  return [
    adapterProblem('repository-not-allowed', {
      severity: isOpen ? 'warning' : 'error',
      ...placeIn(invoker, ['spec', 'repository', 'namespace']),
      message: isOpen
        ? `whether ${namespace} may use ${named} depends on labels of the namespace, which are not given`
        : `${named} cannot be used from ${namespace}: ${verdict.reason}`,
      hint: isOpen
        ? 'give the labels of the namespace as `namespaceLabels`'
        : 'let the namespace in with spec.usagePolicy.allowedNamespaces of the Repository, or use a Repository of your own',
    }),
  ];
}
