import type { ObjectMeta } from '../kubernetes/object-meta.ts';

/**
 * The metadata of a resource of this SDK: ObjectMeta with a name, because a Task finds its Functions, and an invoker its
 * Task and Repository, by name.
 */
export interface ResourceMeta extends ObjectMeta {
  /** The name of the resource: a lowercase RFC 1123 subdomain of at most 253 characters. */
  readonly name: string;
}
