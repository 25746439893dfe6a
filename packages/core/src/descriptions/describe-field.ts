import type * as t from 'io-ts';
import { Codec } from '../codec/codec.ts';
import { isStruct, type Struct } from '../codec/struct.ts';
import { readOr } from '../input/read-or.ts';
import { AppBindingSpec } from '../resource/app-binding.ts';
import { kindNamed } from '../resource/kinds.ts';
import { StashAddon } from '../resource/stash-addon.ts';
import { kubernetesDescriptions } from './kubernetes/kubernetes-descriptions.ts';
import { resourceDescriptions } from './resource-descriptions.ts';
import type { TypeDescription } from './type-description.ts';

/** A field of a manifest, for people. */
export interface FieldDescription {
  /** The name of the field. */
  readonly name: string;
  /** One plain line: meaning, then unit or format, default and limit. */
  readonly text: string;
  /** The type of its value: `string`, `Probe`, `list of EnvVar`, `map of Quantity`, `'Retain' | 'Delete'`. */
  readonly type: string;
  /** True where an object without it is refused. */
  readonly required: boolean;
  /** The page that defines the type of its value, where that type has a page on the web. */
  readonly reference?: string | undefined;
}

/**
 * Describes the field at a path of a resource: `describeField('Task', ['spec', 'steps', 0, 'name'])`. Every key of a
 * manifest has an answer: a path into a list, a map or a field of any JSON is described by that field.
 *
 * @param kind - a kind that `decodeResource` reads: `BackupConfiguration`
 * @returns undefined for another kind, for an empty path, and for a field that the kind does not have
 */
export function describeField(kind: string, path: ReadonlyArray<string | number>): FieldDescription | undefined {
  return readOr(undefined, () => {
    let codec: t.Mixed | undefined = kindNamed(kind)?.codec;
    let field: FieldDescription | undefined;
    for (const key of path) {
      const child = childOf(codec, key);
      if (isStruct(codec)) {
        if (child === undefined) return codec === StashAddon ? field : undefined;
        field = fieldOf(codec, String(key));
      }
      codec = child;
    }
    return field;
  });
}

/**
 * Describes all fields of the object at a path of a resource, required ones first. `describeFields('Task', [])` gives
 * those at the top. Empty where there is no object of known fields.
 */
export function describeFields(kind: string, path: ReadonlyArray<string | number>): ReadonlyArray<FieldDescription> {
  return readOr([], () => {
    const codec = path.reduce<t.Mixed | undefined>(childOf, kindNamed(kind)?.codec);
    return isStruct(codec) ? fieldsOfStruct(codec) : [];
  });
}

/** Describes all fields of the object of a codec, required ones first. */
export function fieldsOfStruct(codec: Struct<object>): ReadonlyArray<FieldDescription> {
  return [...Object.keys(codec.required), ...Object.keys(codec.optional)].map((name) => fieldOf(codec, name));
}

/** Describes a type by its name: `Probe`, `BackupConfigurationSpec`. */
export function describeType(name: string): TypeDescription | undefined {
  return readOr(undefined, () => {
    for (const table of [resourceDescriptions, kubernetesDescriptions]) {
      if (Object.hasOwn(table, name)) return table[name];
    }
    return undefined;
  });
}

function childOf(codec: t.Mixed | undefined, key: string | number): t.Mixed | undefined {
  const child = codec instanceof Codec ? codec.child(key) : undefined;
  return child !== undefined && child === AppBindingSpec.optional.parameters ? StashAddon : child;
}

function fieldOf(struct: Struct<object>, name: string): FieldDescription {
  const codec = childOf(struct, name);
  const type = describeType(innermost(codec?.name ?? ''));
  return {
    name,
    // A field that has no description of its own is described by its type.
    text: textOf(struct.name, name) || (type?.text ?? ''),
    type: typeName(codec?.name ?? ''),
    required: Object.hasOwn(struct.required, name),
    reference: type?.reference,
  };
}

/** The description of a field, from its type or from a type that it extends. */
function textOf(type: string, field: string): string {
  const description = describeType(type);
  if (description === undefined) return '';
  if (Object.hasOwn(description.fields, field)) return description.fields[field] ?? '';
  return description.base === undefined ? '' : textOf(description.base, field);
}

/** `list of EnvVar` for `ReadonlyArray<EnvVar>`. */
function typeName(name: string): string {
  const [, container, item] = generic.exec(name) ?? [];
  if (item === undefined) return name;
  return `${container === 'ReadonlyArray<' ? 'list' : 'map'} of ${typeName(item)}`;
}

function innermost(name: string): string {
  const item = generic.exec(name)?.[2];
  return item === undefined ? name : innermost(item);
}

const generic = /^(ReadonlyArray<|Record<string, )(.+)>$/;
