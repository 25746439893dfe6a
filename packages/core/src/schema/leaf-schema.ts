/** A part of a JSON Schema, as far as this SDK writes one. */
export interface SchemaNode {
  /** The name of the kind, at the root. */
  readonly title?: string;
  /** One plain line for people. */
  readonly description?: string;
  /** The type of the value, or the types that it may have. */
  readonly type?: string | ReadonlyArray<string>;
  /** The values that it may have. */
  readonly enum?: ReadonlyArray<string | null>;
  /** A regular expression that a string must match. */
  readonly pattern?: string;
  /** The format of a string, for validators that check formats. */
  readonly format?: string;
  /** The most characters of a string. */
  readonly maxLength?: number;
  /** The least number. */
  readonly minimum?: number;
  /** The greatest number. */
  readonly maximum?: number;
  /** The items of a list. */
  readonly items?: SchemaNode;
  /** The fields of an object. */
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  /** The fields that must be there. */
  readonly required?: ReadonlyArray<string>;
  /** The values of other fields; false where there may be none. */
  readonly additionalProperties?: boolean | SchemaNode;
  /** One of these must hold. */
  readonly anyOf?: ReadonlyArray<SchemaNode>;
  /** All of these must hold. */
  readonly allOf?: ReadonlyArray<SchemaNode>;
  /** This must not hold. */
  readonly not?: SchemaNode;
  /** A definition that stands elsewhere. */
  readonly $ref?: string;
  /** True where there is a better way to write it. */
  readonly deprecated?: boolean;
}

/**
 * The schema of a value without parts, by the name of its codec: `string`, `int32`, `'Always' | 'Never'`.
 *
 * @returns a schema that takes every value where the name is unknown; a test finds the codecs with such a name
 */
export function leafSchema(name: string): SchemaNode {
  if (name.startsWith("'"))
    return { type: 'string', enum: [...name.matchAll(/'([^']*)'/g)].map(([, value = '']) => value) };
  return Object.hasOwn(leaves, name) ? (leaves[name] ?? {}) : {};
}

/** The bounds of an integer of 64 bits in JavaScript. No number of JavaScript lies between the greater one and 2⁶³. */
const int64 = { minimum: -(2 ** 63), maximum: 2 ** 63 - 1025 };

const leaves: Readonly<Record<string, SchemaNode>> = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  int32: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  int64: { type: 'integer', ...int64 },
  IntOrString: { type: ['integer', 'string'], ...int64 },
  Quantity: {
    type: ['integer', 'string'],
    ...int64,
    pattern: '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+))?$',
  },
  'date-time': { type: 'string', format: 'date-time' },
  base64: { type: 'string', pattern: '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$' },
  JsonObject: { type: 'object' },
  EmbeddedResource: {
    type: 'object',
    properties: { apiVersion: { type: 'string' }, kind: { type: 'string' } },
    required: ['apiVersion', 'kind'],
  },
};
