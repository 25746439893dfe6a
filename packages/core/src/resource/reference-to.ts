import type { ResourceReference } from '../problem/problem.ts';

/** As much of an object as its identity takes; every Resource and every Kubernetes object is one. */
export interface Identifiable {
  /** Group and version of its API. */
  readonly apiVersion?: string;
  /** Its kind. */
  readonly kind: string;
  /** Its metadata. */
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/**
 * The identity of a resource: apiVersion, kind, namespace and name, as far as it has them. It is what a Problem says of
 * the resource that it is about.
 */
export function referenceTo(resource: Identifiable): ResourceReference {
  const { apiVersion, kind, metadata } = resource;
  // Assigned, not spread: every step of every resolution asks for it, and spreads of nothing take ten times as long.
  const reference: { -readonly [Field in keyof ResourceReference]: ResourceReference[Field] } = { kind };
  if (apiVersion !== undefined) reference.apiVersion = apiVersion;
  if (metadata?.namespace !== undefined) reference.namespace = metadata.namespace;
  if (metadata?.name !== undefined) reference.name = metadata.name;
  return reference;
}
