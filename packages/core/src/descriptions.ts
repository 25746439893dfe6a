/** Descriptions of every field of every kind, for editors, pages and schemas: an entry of its own, which no other loads. */
export { describeField, describeFields, describeType, type FieldDescription } from './descriptions/describe-field.ts';
export type { TypeDescription } from './descriptions/type-description.ts';
