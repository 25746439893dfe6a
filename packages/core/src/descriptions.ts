/** Descriptions of every field of every kind, for editors, pages and schemas. No other entry loads them. */
export { describeField, describeFields, describeType, type FieldDescription } from './descriptions/describe-field.ts';
export type { TypeDescription } from './descriptions/type-description.ts';
