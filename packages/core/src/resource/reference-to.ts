import { readOr } from '../input/read-or.ts';
import type { ResourceReference } from '../problem/problem.ts';

/** The parts of an object that make up its identity. Every Resource and every Kubernetes object has them. */
export interface Identifiable {
  /** Group and version of its API. */
  readonly apiVersion?: string;
  /** Its kind. */
  readonly kind: string;
  /** Its metadata. */
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/**
 * The identity of a resource: apiVersion, kind, namespace and name, as far as it has them. A Problem uses it to name
 * its resource.
 */
export function referenceTo(resource: Identifiable): ResourceReference {
  return readOr({ kind: '' }, () => {
    const { apiVersion, kind, metadata } = resource;
    // Fields are assigned, not spread: every step of every resolution comes here, and spreads of nothing take ten times
    // as long.
    const reference: { -readonly [Field in keyof ResourceReference]: ResourceReference[Field] } = { kind };
    if (apiVersion !== undefined) reference.apiVersion = apiVersion;
    if (metadata?.namespace !== undefined) reference.namespace = metadata.namespace;
    if (metadata?.name !== undefined) reference.name = metadata.name;
    return reference;
  });
}
