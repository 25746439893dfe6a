import { string } from '../codec/primitive.ts';
import { extend, type Struct } from '../codec/struct.ts';
import { ObjectMeta } from '../kubernetes/object-meta.ts';

/**
 * The metadata of a resource of this SDK: ObjectMeta with a required name. A Task finds its Functions by name, and an
 * invoker its Task and Repository.
 */
export interface ResourceMeta extends ObjectMeta {
  /** The name of the resource: a lowercase RFC 1123 subdomain of at most 253 characters. */
  readonly name: string;
}

/** The codec of {@link ResourceMeta:type}. */
export const ResourceMeta: Struct<ResourceMeta> = extend(
  'ResourceMeta',
  ObjectMeta,
  {
    name: string,
  },
  {},
);
