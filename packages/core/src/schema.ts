/** JSON Schemas of the kinds, for editors and validators: an entry of its own, which no other loads. */
export { type JsonSchema, jsonSchemaOf } from './schema/json-schema.ts';
export type { SchemaNode } from './schema/leaf-schema.ts';
