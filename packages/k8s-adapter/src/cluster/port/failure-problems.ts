import type { Problem, Problems, ResourceReference } from '@stash-functions/core/decode';
import { type ClusterProblemCode, clusterProblem } from '../cluster-problem-code.ts';
import type { ApiFailure } from './api-failure.ts';
import { misshapen } from './as-asked.ts';

/**
 * The Problems of a refused call: one for each field that the Status names, with its path, or else one for the whole
 * object.
 *
 * @param failure - the answer of the API server
 * @param resource - the object that the call was about
 */
export function failureProblems(failure: ApiFailure, resource: ResourceReference): Problems<ClusterProblemCode> {
  try {
    return problemsOf(failure, resource);
  } catch (error) {
    return [misshapen(error)];
  }
}

function problemsOf(failure: ApiFailure, resource: ResourceReference): Problems<ClusterProblemCode> {
  const code = codeOf(failure);
  const hint = hintOf(failure, code);
  const problem = (message: string, path: Problem['path']): Problem<ClusterProblemCode> =>
    clusterProblem(code, { message, path, resource, hint });
  const [first, ...rest] = failure.causes
    .filter((cause) => cause.message !== '')
    .map(({ field, message }) => {
      const subject = field === '' ? 'it' : `\`${field.replace(/^\./, '')}\``;
      return problem(`the API server refuses ${subject}: ${trimDot(message)}`, parseFieldPath(field));
    });
  if (first !== undefined) return [first, ...rest];
  if (code === 'kubeconfig-unusable') {
    return [problem(`the kubeconfig gives no way to the cluster: ${trimDot(failure.message)}`, [])];
  }
  if (code === 'object-name-invalid') return [problem(trimDot(failure.message), ['metadata'])];
  if (code === 'option-invalid') return [problem(failure.message, [])];
  if (code === 'answer-too-long') return [problem(`the API server sends too much: ${failure.message}`, [])];
  if (failure.code === 0) return [problem(`the API server does not answer: ${trimDot(failure.message)}`, [])];
  return [problem(`the API server refuses it: ${failure.reason}: ${trimDot(failure.message)}`, [])];
}

/**
 * The path of a field as the API server writes it: `spec.containers[0].env[1].name`. The key of a map stands in
 * brackets: `metadata.labels[app.kubernetes.io/name]`.
 */
export function parseFieldPath(field: string): ReadonlyArray<string | number> {
  const parts = field.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g);
  return [...parts].map(([, bracket, name]) => {
    if (bracket === undefined) return name ?? '';
    return /^\d+$/.test(bracket) ? Number(bracket) : bracket;
  });
}

function codeOf(failure: ApiFailure): ClusterProblemCode {
  const known = codesByReason.get(failure.reason);
  if (known !== undefined) return known;
  if (failure.code === 401 || failure.code === 403) return 'access-denied';
  if (failure.code === 404) return 'object-not-found';
  if (failure.code === 409) return 'api-conflict';
  if (failure.code === 400 || failure.code === 413 || failure.code === 422) return 'api-rejected';
  if (failure.code === 0 || failure.code === 408 || failure.code === 429 || failure.code >= 500)
    return 'api-unavailable';
  return 'api-error';
}

const codesByReason: ReadonlyMap<string, ClusterProblemCode> = new Map([
  ['AlreadyExists', 'object-exists'],
  ['KubeConfigUnusable', 'kubeconfig-unusable'],
  ['NameInvalid', 'object-name-invalid'],
  ['OptionInvalid', 'option-invalid'],
  ['TooLong', 'answer-too-long'],
  ['UnknownKind', 'unknown-kind'],
]);

function hintOf(failure: ApiFailure, code: ClusterProblemCode): string | undefined {
  switch (code) {
    case 'access-denied':
      return failure.code === 401 ? 'log in again, or check the user of the current context' : forbiddenHint(failure);
    case 'api-rejected':
      return isImmutable(failure)
        ? 'what exists can not be changed so: delete it first, or give the new object another name'
        : undefined;
    case 'api-conflict':
      return failure.causes.some((cause) => cause.reason === 'FieldManagerConflict')
        ? 'leave the field to its manager, or take it over with `force: true`'
        : 'someone else has changed the object meanwhile: try again';
    case 'api-unavailable':
      return 'the attempts were repeated with back-off; check that the API server of the current context is reachable';
    case 'object-not-found':
      return /^namespaces? "/.test(failure.message)
        ? 'make the namespace first'
        : 'something that it needs is not there; in a dry run it may be an object of the same plan';
    case 'kubeconfig-unusable':
      return 'see whether `kubectl get --raw /readyz` works with this context';
    case 'object-name-invalid':
      return 'a name is one segment of a path: not empty, not `.` or `..`, and without `/` and `%`';
    case 'unknown-kind':
      return 'install the CustomResourceDefinition that serves it, or correct apiVersion and kind';
    default:
      return undefined;
  }
}

// The API server answers 403 for more reasons than missing rights.
function forbiddenHint({ message }: ApiFailure): string | undefined {
  if (/exceeded quota|failed quota/.test(message)) return 'raise the ResourceQuota of the namespace, or ask for less';
  if (message.includes('PodSecurity'))
    return 'the namespace enforces a Pod Security Standard: `podSecurityLevel` says why';
  if (message.includes('being terminated')) return 'wait until the namespace is gone, and make it again';
  if (/attempting to grant|not currently held/.test(message)) {
    return 'a user can only grant what it may do itself: give it those rights, or the verbs `escalate` and `bind`';
  }
  if (message.includes('blockOwnerDeletion')) {
    // The admission plugin OwnerReferencesPermissionEnforcement, which OpenShift turns on.
    return 'grant the verb `update` on the `finalizers` of the owner, `backupconfigurations/finalizers`, to the user of the current context';
  }
  return 'grant the missing verb to the user of the current context, `kubectl auth can-i` tells what it may do';
}

function isImmutable({ message, causes }: ApiFailure): boolean {
  return [message, ...causes.map((cause) => cause.message)].some((text) =>
    /immutable|(can ?not|may not) (be )?change/i.test(text),
  );
}

function trimDot(text: string): string {
  return text.trim().replace(/\.$/, '');
}
