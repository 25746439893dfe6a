import type * as t from 'io-ts';
import { Codec } from '../codec/codec.ts';
import { kindOf } from '../resource/kinds.ts';

/**
 * The codec of a value, which gives its fields their order. Undefined where there is none, as for objects of other
 * APIs.
 */
export type FieldCodec = t.Mixed | undefined;

/** The codec for the apiVersion and kind of an object. */
export function codecOfKind(object: object): FieldCodec {
  const apiVersion: unknown = 'apiVersion' in object ? object.apiVersion : undefined;
  const kind: unknown = 'kind' in object ? object.kind : undefined;
  return typeof apiVersion === 'string' && typeof kind === 'string' ? kindOf({ apiVersion, kind })?.codec : undefined;
}

/** The codec of the value at a key of a value. */
export function codecInside(codec: FieldCodec, key: string | number): FieldCodec {
  return codec instanceof Codec ? codec.child(key) : undefined;
}

/**
 * The keys of an object in the order of Kubernetes' API: apiVersion, kind and metadata first, and `name` before the
 * parts that it names. Unknown keys and the keys of a map come after these and keep their order.
 */
export function orderKeys(object: object, codec: FieldCodec): ReadonlyArray<string> {
  const keys = Object.keys(object);
  const declared = declaredFields(codec);
  // In a map of strings, a key `name` names nothing.
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
