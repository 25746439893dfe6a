import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { resourceKinds } from '../src/resource/kind-facts.ts';
import { readShared } from './shared-data.ts';

/** A node of an OpenAPI schema, with the parts that the CRDs of Stash use. */
export interface CrdSchema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: ReadonlyArray<string>;
  readonly anyOf?: ReadonlyArray<CrdSchema>;
  readonly required?: ReadonlyArray<string>;
  readonly properties?: Readonly<Record<string, CrdSchema>>;
  readonly items?: CrdSchema;
  readonly additionalProperties?: CrdSchema;
  readonly default?: unknown;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-list-map-keys'?: ReadonlyArray<string>;
}

/** The kinds whose CRD the shared data has. */
export const crdPlurals: ReadonlyArray<string> = resourceKinds
  .filter(({ apiVersion }) => apiVersion.startsWith('stash.'))
  .map(({ plural }) => plural);

/** A CRD: the schema that an API server serves under an apiVersion and kind. */
export interface Crd {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly shortNames: ReadonlyArray<string>;
  readonly scope: 'Cluster' | 'Namespaced';
  readonly hasStatus: boolean;
  readonly schema: CrdSchema;
}

/** Reads a CRD of the shared data: `functions`. Descriptions are cut out first, because they are most of the text. */
export function readCrd(plural: string): Crd {
  const text = readShared(`corpus/crds/${plural}.yaml`);
  const { spec } = parse(text, { logLevel: 'silent' });
  const [version] = spec.versions;
  return {
    apiVersion: `${spec.group}/${version.name}`,
    kind: spec.names.kind,
    plural: spec.names.plural,
    shortNames: spec.names.shortNames ?? [],
    scope: spec.scope,
    hasStatus: version.subresources?.status !== undefined,
    schema: version.schema.openAPIV3Schema,
  };
}

/**
 * Makes a validator that accepts what an API server with the CRD accepts under strict field validation. It knows
 * nothing of this package: it uses the schema as JSON Schema with the API server's additions.
 * - Unknown fields are refused.
 * - Null stands for an absent field wherever a field or a key of a map has it, but not in a list.
 * - The format int32 is a range.
 * - Items of a list with keys differ in these keys.
 */
export function compileCrd(crd: Crd): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: false });
  ajv.addFormat('int32', { type: 'number', validate: (n: number) => n >= -(2 ** 31) && n < 2 ** 31 });
  ajv.addFormat('int64', { type: 'number', validate: (n: number) => n >= -(2 ** 63) && n < 2 ** 63 });
  ajv.addFormat('date-time', { type: 'string', validate: (text: string) => rfc3339.test(text) });
  ajv.addKeyword({
    keyword: 'x-kubernetes-list-map-keys',
    type: 'array',
    schemaType: 'array',
    validate: (keys: ReadonlyArray<string>, items: ReadonlyArray<Readonly<Record<string, unknown>>>) =>
      new Set(items.map((item) => JSON.stringify(keys.map((key) => item?.[key] ?? null)))).size === items.length,
  });
  return ajv.compile(strict(crd.schema));
}

const rfc3339 =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

function strict(schema: CrdSchema): AnySchemaObject {
  const { properties, items, additionalProperties, ...rest } = schema;
  return {
    ...rest,
    ...(items === undefined ? {} : { items: strict(items) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: nullable(additionalProperties) }),
    ...(properties === undefined
      ? {}
      : {
          additionalProperties: false,
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, property]) => [
              name,
              schema.required?.includes(name) ? strict(property) : nullable(property),
            ]),
          ),
        }),
  };
}

function nullable(schema: CrdSchema): AnySchemaObject {
  return { anyOf: [{ type: 'null' }, strict(schema)] };
}
