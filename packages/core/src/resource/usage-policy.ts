import { readOr } from '../input/read-or.ts';
import type { LabelSelector } from '../kubernetes/label-selector.ts';
import type { Repository } from './repository.ts';

/** The answer to the question if a namespace may use a Repository. */
export interface UsageVerdict {
  /** The answer; undefined where it cannot be told. */
  readonly allowed: boolean | undefined;
  /** The reason for a refusal, as a clause of a sentence; empty where the use is allowed. */
  readonly reason: string;
}

/**
 * Tells if the usage policy of a Repository allows an invoker of another namespace. Without a policy, none is allowed.
 *
 * @param labels - the labels of the namespace; undefined where only `kubernetes.io/metadata.name` is known
 */
export function usageVerdict(
  repository: Repository,
  namespace: string,
  labels: Readonly<Record<string, string>> | undefined,
): UsageVerdict {
  return readOr({ allowed: false, reason: 'it is no Repository that can be read' }, () =>
    verdictOf(repository, namespace, labels),
  );
}

function verdictOf(
  repository: Repository,
  namespace: string,
  labels: Readonly<Record<string, string>> | undefined,
): UsageVerdict {
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

/**
 * Tells if labels match a selector. Undefined where it depends on a label that may or may not be there. Without a
 * selector, nothing matches.
 */
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
