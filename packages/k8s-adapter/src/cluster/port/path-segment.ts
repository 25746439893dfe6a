import type { ApiFailure } from './api-failure.ts';
import { allNamespaces, type SubmittedObject } from './cluster-port.ts';

/** The names of a call that become segments of its path. */
export interface Addressed {
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
}

/**
 * The failure of a call with a name that is not one single segment of a path; undefined where all names fit. Such a
 * request would be about something else: `DELETE .../jobs/` is about every Job of the namespace. The rule is that of
 * Kubernetes for names in paths: not empty, not `.` or `..`, without `/` and `%`. An apiVersion is `v1` or `group/v1`.
 */
export function invalidName(target: Addressed): ApiFailure | undefined {
  const { apiVersion, kind, namespace, name } = target;
  if ('apiVersion' in target && !isApiVersion(apiVersion)) return refusal('apiVersion', apiVersion);
  if ('kind' in target && !isSegment(kind)) return refusal('kind', kind);
  if (namespace !== undefined && !isSegment(namespace)) return refusal('namespace', namespace);
  if ('name' in target && !isSegment(name)) return refusal('name', name);
  // An object is in one namespace.
  if ('name' in target && namespace === allNamespaces) return refusal('namespace', namespace);
  return undefined;
}

/** The names in an object to send. Its own name counts only where it has one. */
export function addressOf({ apiVersion, kind, metadata }: SubmittedObject): Addressed {
  return {
    apiVersion,
    kind,
    namespace: metadata?.namespace,
    ...(metadata?.name !== undefined && { name: metadata.name }),
  };
}

/** True for a text that is one single segment of a path. */
export function isSegment(text: unknown): boolean {
  // A lone surrogate has no UTF-8, and so cannot be in a URL.
  return typeof text === 'string' && text !== '' && text !== '.' && text !== '..' && !/[/%]|\p{Surrogate}/u.test(text);
}

function isApiVersion(text: unknown): boolean {
  return typeof text === 'string' && /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[a-z0-9]([-a-z0-9]*[a-z0-9])?$/i.test(text);
}

function refusal(field: string, value: unknown): ApiFailure {
  const shown = typeof value === 'string' ? JSON.stringify(value.slice(0, 100)) : String(value);
  return { code: 0, reason: 'NameInvalid', message: `${shown} is no ${field}`, causes: [] };
}
