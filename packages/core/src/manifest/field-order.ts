import type * as t from 'io-ts';
import { Codec } from '../codec/codec.ts';
import { kindOf } from '../resource/kinds.ts';

/** The codec of a value, by which its fields are ordered; undefined where there is none, as for objects of other APIs. */
export type FieldCodec = t.Mixed | undefined;

/** The codec of the resources of an object's apiVersion and kind. */
export function codecOfKind(object: object): FieldCodec {
  const apiVersion: unknown = 'apiVersion' in object ? object.apiVersion : undefined;
  const kind: unknown = 'kind' in object ? object.kind : undefined;
  return typeof apiVersion === 'string' && typeof kind === 'string' ? kindOf({ apiVersion, kind })?.codec : undefined;
}

/** The codec of what stands at a key of a value. */
export function codecInside(codec: FieldCodec, key: string | number): FieldCodec {
  return codec instanceof Codec ? codec.child(key) : undefined;
}

/**
 * The keys of an object in the order in which Kubernetes' API declares the fields: apiVersion, kind and metadata first,
 * and `name` before what it names. A map's keys, and those of an unknown object, keep their order behind these.
 */
export function orderKeys(object: object, codec: FieldCodec): ReadonlyArray<string> {
  const keys = Object.keys(object);
  const declared = declaredFields(codec);
  // A string map may have a key `name` that names nothing.
  if (codec !== undefined && declared === undefined) return keys;
  const order = [...leading, ...(declared ?? [])];
  const rank = (key: string): number => {
    const index = order.indexOf(key);
    return index === -1 ? order.length : index;
  };
  return keys.toSorted((one, other) => rank(one) - rank(other));
}

const leading = ['apiVersion', 'kind', 'metadata', 'name', 'generateName', 'namespace', 'labels', 'annotations'];

function declaredFields(codec: FieldCodec): ReadonlyArray<string> | undefined {
  if (codec === undefined || !('required' in codec) || !('optional' in codec)) return undefined;
  const { required, optional } = codec;
  if (typeof required !== 'object' || typeof optional !== 'object') return undefined;
  return [...Object.keys(required ?? {}), ...Object.keys(optional ?? {})];
}
