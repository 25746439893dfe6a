/** JSON Schemas of the kinds, for editors and validators. No other entry loads them. */
export { type JsonSchema, jsonSchemaOf } from './schema/json-schema.ts';
export type { SchemaNode } from './schema/leaf-schema.ts';
