import { base64 } from '../codec/base64.ts';
import { string } from '../codec/primitive.ts';
import { type Struct, struct } from '../codec/struct.ts';
import { LocalObjectReference } from '../kubernetes/object-reference.ts';

/** One change of the keys of a Secret: exactly one of the four. */
export interface SecretTransform {
  /** Gives a key another name. */
  readonly renameKey?: RenameKeyTransform;
  /** Adds a key. */
  readonly addKey?: AddKeyTransform;
  /** Adds the keys of another Secret. */
  readonly addKeysFrom?: AddKeysFromTransform;
  /** Removes a key. */
  readonly removeKey?: RemoveKeyTransform;
}

/** Gives a key of a Secret another name. */
export interface RenameKeyTransform {
  /** The name of the key. */
  readonly from: string;
  /** Its new name. */
  readonly to: string;
}

/** Adds a key to a Secret. */
export interface AddKeyTransform {
  /** The name of the key. */
  readonly key: string;
  /** Its value, base64-encoded. */
  readonly value?: string;
  /** Its value as it is; it wins over value. */
  readonly stringValue?: string;
}

/** Adds the keys of another Secret. */
export interface AddKeysFromTransform {
  /** The other Secret. */
  readonly secretRef?: LocalObjectReference;
}

/** Removes a key of a Secret. */
export interface RemoveKeyTransform {
  /** The name of the key. */
  readonly key: string;
}

/** The codec of {@link RenameKeyTransform:type}. */
export const RenameKeyTransform: Struct<RenameKeyTransform> = struct(
  'RenameKeyTransform',
  {
    from: string,
    to: string,
  },
  {},
);

/** The codec of {@link AddKeyTransform:type}. */
export const AddKeyTransform: Struct<AddKeyTransform> = struct(
  'AddKeyTransform',
  {
    key: string,
  },
  {
    value: base64,
    stringValue: string,
  },
);

/** The codec of {@link AddKeysFromTransform:type}. */
export const AddKeysFromTransform: Struct<AddKeysFromTransform> = struct(
  'AddKeysFromTransform',
  {},
  {
    secretRef: LocalObjectReference,
  },
);

/** The codec of {@link RemoveKeyTransform:type}. */
export const RemoveKeyTransform: Struct<RemoveKeyTransform> = struct(
  'RemoveKeyTransform',
  {
    key: string,
  },
  {},
);

/** The codec of {@link SecretTransform:type}. */
export const SecretTransform: Struct<SecretTransform> = struct(
  'SecretTransform',
  {},
  {
    renameKey: RenameKeyTransform,
    addKey: AddKeyTransform,
    addKeysFrom: AddKeysFromTransform,
    removeKey: RemoveKeyTransform,
  },
);
