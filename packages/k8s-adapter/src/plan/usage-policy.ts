import { type Invoker, type LabelSelector, placeIn, type Repository } from '@stash-functions/core/decode';
import { adapterProblem } from '../problem/adapter-problem-code.ts';
import type { AdapterProblem } from '../problem/problem.ts';

/**
 * Whether an invoker may use a Repository: of its own namespace it may, and of another one where the usage policy of the
 * Repository lets it in.
 *
 * A selector is decided by the labels of the invoker's namespace. Where they are not given, all that is known of them is
 * `kubernetes.io/metadata.name`, which every namespace has: a selector that asks for more comes back as a warning.
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
  if (repository === undefined || elsewhere === undefined || elsewhere === namespace) return [];
  const verdict = decide(repository, namespace, namespaceLabels);
  if (verdict.allowed === true) return [];
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

interface Verdict {
  /** Undefined where it cannot be told. */
  readonly allowed: boolean | undefined;
  readonly reason: string;
}

function decide(
  repository: Repository,
  namespace: string,
  labels: Readonly<Record<string, string>> | undefined,
): Verdict {
  const { allowedNamespaces } = repository.spec?.usagePolicy ?? {};
  switch (allowedNamespaces?.from) {
    case 'All':
      return { allowed: true, reason: '' };
    case 'Selector': {
      const known = { ...labels, 'kubernetes.io/metadata.name': namespace };
      const allowed = selects(allowedNamespaces.selector, known, labels !== undefined);
      return { allowed, reason: 'the selector of its usage policy does not select the namespace' };
    }
    case 'Same':
      return { allowed: false, reason: 'its usage policy lets nobody in from other namespaces' };
    case undefined:
      return { allowed: false, reason: 'it has no usage policy that lets other namespaces in' };
    default:
      return {
        allowed: false,
        reason: `its usage policy says ${JSON.stringify(allowedNamespaces?.from)}, which means nobody`,
      };
  }
}

/** Whether labels match a selector; undefined where a label decides it that may be there or not. No selector selects nothing. */
function selects(
  selector: LabelSelector | undefined,
  labels: Readonly<Record<string, string>>,
  complete: boolean,
): boolean | undefined {
  if (selector === undefined) return false;
  const verdicts = [
    ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) => matches(key, 'In', [value])),
    ...(selector.matchExpressions ?? []).map(({ key, operator, values }) => matches(key, operator, values ?? [])),
  ];
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;

  function matches(key: string, operator: string, values: ReadonlyArray<string>): boolean | undefined {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (value === undefined && !complete) return undefined;
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      default:
        return false;
    }
  }
}
