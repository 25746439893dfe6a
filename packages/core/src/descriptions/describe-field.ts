import type * as t from 'io-ts';
import { Codec } from '../codec/codec.ts';
import { isStruct, type Struct } from '../codec/struct.ts';
import { AppBindingSpec } from '../resource/app-binding.ts';
import { kindNamed } from '../resource/kinds.ts';
import { StashAddon } from '../resource/stash-addon.ts';
import { kubernetesDescriptions } from './kubernetes/kubernetes-descriptions.ts';
import { resourceDescriptions } from './resource-descriptions.ts';
import type { TypeDescription } from './type-description.ts';

/** A field of a manifest, for people. */
export interface FieldDescription {
  /** Its name. */
  readonly name: string;
  /** One plain line: meaning, then unit or format, default and limit. */
  readonly text: string;
  /** The type of its value: `string`, `Probe`, `list of EnvVar`, `map of Quantity`, `'Retain' | 'Delete'`. */
  readonly type: string;
  /** True where an object without it is refused. */
  readonly required: boolean;
  /** The page that defines the type of its value, where that is an object with a page on the web. */
  readonly reference?: string | undefined;
}

/**
 * The field at a path of a resource: `describeField('Task', ['spec', 'steps', 0, 'name'])`. Inside a list or a map, and
 * below a field that holds any JSON, it is the field that holds them, so that every key of a manifest has an answer.
 *
 * @param kind - a kind that `decodeResource` reads: `BackupConfiguration`
 * @returns undefined for another kind, for an empty path, and for a field that the kind does not have
 */
export function describeField(kind: string, path: ReadonlyArray<string | number>): FieldDescription | undefined {
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
}

/**
 * All fields of the object at a path of a resource, required ones first; `describeFields('Task', [])` are those at the
 * top. Empty where there is no object of known fields.
 */
export function describeFields(kind: string, path: ReadonlyArray<string | number>): ReadonlyArray<FieldDescription> {
  const codec = path.reduce<t.Mixed | undefined>(childOf, kindNamed(kind)?.codec);
  return isStruct(codec) ? fieldsOfStruct(codec) : [];
}

/** All fields of an object by its codec, required ones first. */
export function fieldsOfStruct(codec: Struct<object>): ReadonlyArray<FieldDescription> {
  return [...Object.keys(codec.required), ...Object.keys(codec.optional)].map((name) => fieldOf(codec, name));
}

/** A type by its name: `Probe`, `BackupConfigurationSpec`. */
export function describeType(name: string): TypeDescription | undefined {
  for (const table of [resourceDescriptions, kubernetesDescriptions]) {
    if (Object.hasOwn(table, name)) return table[name];
  }
  return undefined;
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
    // A field that only says which type of thing is meant is described by the type.
    text: textOf(struct.name, name) || (type?.text ?? ''),
    type: typeName(codec?.name ?? ''),
    required: Object.hasOwn(struct.required, name),
    reference: type?.reference,
  };
}

/** The description of a field, from its type or from the one that this extends. */
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
