import type { AdmissionReview } from '@stash-functions/k8s-adapter/admission';

/**
 * One line about a verdict for the log of a server: the refused resource, and the codes. Undefined where the request is
 * allowed. The line shows nothing of a resource but its kind and its name.
 */
export function verdictLine({ response }: AdmissionReview, review: unknown): string | undefined {
  if (response.allowed) return undefined;
  const { operation, codes } = response.auditAnnotations ?? {};
  if (operation === undefined) return `refused what is no review: ${response.status?.message ?? ''}`;
  const request = field(review, 'request');
  const names = [field(request, 'namespace'), field(request, 'name')].filter(isName);
  const kind = field(field(request, 'kind'), 'kind');
  const isDryRun = response.auditAnnotations?.['dry-run'] === 'true';
  return `refused ${operation} ${isName(kind) ? kind : ''} ${names.join('/')}${isDryRun ? ' (dry run)' : ''}: ${codes ?? ''}`;
}

/** True for a name of Kubernetes. No other text of a request goes into a log. */
function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.:-]{1,253}$/.test(value);
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
