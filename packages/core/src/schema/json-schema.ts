import type * as t from 'io-ts';
import { Codec } from '../codec/codec.ts';
import { isStruct, type Struct } from '../codec/struct.ts';
import { describeType, fieldsOfStruct } from '../descriptions/describe-field.ts';
import { readOr } from '../input/read-or.ts';
import { type AnyKind, kindNamed } from '../resource/kinds.ts';
import { leafSchema, type SchemaNode } from './leaf-schema.ts';

/** A JSON Schema, draft 2020-12. It is plain data: write it with `JSON.stringify`. */
export interface JsonSchema extends SchemaNode {
  /** The dialect of JSON Schema. */
  readonly $schema: 'https://json-schema.org/draft/2020-12/schema';
  /** The name of the kind. */
  readonly title: string;
  /** `apiVersion`, `kind`, `metadata`, `spec` and, where the kind has one, `status`. */
  readonly properties: Readonly<Record<string, SchemaNode>>;
  /** The types that other parts refer to, by name. */
  readonly $defs: Readonly<Record<string, SchemaNode>>;
}

/**
 * Makes the JSON Schema of a kind, for editors and for validators that know nothing of this SDK. It has the fields that
 * the codecs know and no others, with their descriptions. A string may hold templates. A Function may have the
 * document's spelling beside the CRD's; the schema calls it deprecated.
 *
 * The schema accepts every resource that `decodeResource` accepts. It refuses what `decodeResource` refuses, except for
 * what a schema cannot express. It cannot refuse items of a list with the same key, too many levels in an object, or
 * too many bytes of annotations.
 *
 * @param kind - a kind that `decodeResource` reads: `Function`
 * @returns undefined for another kind
 */
export function jsonSchemaOf(kind: string): JsonSchema | undefined {
  return readOr(undefined, () => {
    const entry: AnyKind | undefined = kindNamed(kind);
    const codec: t.Mixed | undefined = entry?.codec;
    if (entry === undefined || !isStruct(codec)) return undefined;
    const definitions = new Map<string, SchemaNode>();
    const root = objectSchema(codec, definitions);
    const metadata = entry.scope === 'Cluster' ? clusterMetadata : namespacedMetadata;
    return {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: kind,
      ...root,
      properties: {
        ...root.properties,
        metadata: {
          description: root.properties?.metadata?.description ?? '',
          allOf: [{ $ref: '#/$defs/ResourceMeta' }, metadata],
        },
        ...(kind === 'Function' ? { spec: { $ref: '#/$defs/FunctionSpec' } } : {}),
      },
      $defs: Object.fromEntries(
        [...definitions].map(([name, schema]) => [
          name,
          name === 'FunctionSpec' ? withDocumentSpelling(schema) : schema,
        ]),
      ),
    };
  });
}

function objectSchema(codec: Struct<object>, definitions: Map<string, SchemaNode>): SchemaNode {
  const texts = new Map(fieldsOfStruct(codec).map(({ name, text }) => [name, text]));
  const properties: Record<string, SchemaNode> = {};
  const required = Object.keys(codec.required);
  for (const [name, child] of Object.entries<t.Mixed>({ ...codec.required, ...codec.optional })) {
    const description = texts.get(name) ?? '';
    const schema = valueSchema(child, definitions);
    const taken = required.includes(name) ? schema : orNull(schema);
    properties[name] = description === '' ? taken : { description, ...taken };
  }
  return {
    type: 'object',
    properties,
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

/** The schema of a codec's values. An object of known fields becomes a definition, which many places refer to. */
function valueSchema(codec: t.Mixed, definitions: Map<string, SchemaNode>): SchemaNode {
  if (isStruct(codec)) {
    define(codec, definitions);
    return { $ref: `#/$defs/${codec.name}` };
  }
  const item = codec instanceof Codec ? codec.child(0) : undefined;
  if (item === undefined) return leafSchema(codec.name);
  if (codec.name.startsWith('ReadonlyArray<')) return { type: 'array', items: valueSchema(item, definitions) };
  return { type: 'object', additionalProperties: orNull(valueSchema(item, definitions)) };
}

function define(codec: Struct<object>, definitions: Map<string, SchemaNode>): void {
  if (definitions.has(codec.name)) return;
  // The name is taken before the definition is made, since a type may hold itself.
  definitions.set(codec.name, {});
  const description = describeType(codec.name)?.text;
  const schema = objectSchema(codec, definitions);
  definitions.set(codec.name, description === undefined ? schema : { description, ...schema });
}

/** A field whose value is null counts as absent, as it does for an API server. */
function orNull(schema: SchemaNode): SchemaNode {
  const { type, ...rest } = schema;
  if (typeof type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  return 'enum' in rest
    ? { ...rest, type: [type, 'null'], enum: [...(rest.enum ?? []), null] }
    : { ...rest, type: [type, 'null'] };
}

const name: SchemaNode = {
  type: 'string',
  maxLength: 253,
  pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
};

/** An API server drops the namespace of such an object, whatever its value is. */
const clusterMetadata: SchemaNode = { properties: { name } };

const namespacedMetadata: SchemaNode = {
  properties: {
    name,
    namespace: { type: ['string', 'null'], maxLength: 63, pattern: '^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$' },
  },
};

/** Adds the names that the document has for some fields of the CRD. One of the two names may be used, not both. */
function withDocumentSpelling(spec: SchemaNode): SchemaNode {
  const { properties = {} } = spec;
  const { workingDir = {}, runtimeSettings = {} } = properties;
  const container: SchemaNode = { $ref: '#/$defs/ContainerRuntimeSettings' };
  return {
    ...spec,
    properties: {
      ...properties,
      workDir: { ...workingDir, deprecated: true },
      runtimeSettings: {
        ...(runtimeSettings.description === undefined ? {} : { description: runtimeSettings.description }),
        anyOf: [
          container,
          {
            type: 'object',
            deprecated: true,
            properties: { container: orNull(container) },
            required: ['container'],
            additionalProperties: false,
          },
          { type: 'null' },
        ],
      },
    },
    not: { properties: { workDir: text, workingDir: text }, required: ['workDir', 'workingDir'] },
  };
}

const text: SchemaNode = { type: 'string' };
