import type * as t from 'io-ts';
import { explainInteger, isInt64 } from './integer.ts';
import { leaf } from './primitive.ts';

/** A number, or the name that stands for one: a port as `8080` or `metrics`. */
export type IntOrString = number | string;

/** An integer of 64 bits or a string. Problems: `wrong-type`, `out-of-range`. */
export const IntOrString: t.Type<IntOrString> = leaf('IntOrString', isIntOrString, (input) =>
  explainInteger('an integer or a string', input),
);

/** True for an integer of 64 bits or a string. */
export function isIntOrString(input: unknown): input is IntOrString {
  return typeof input === 'string' || isInt64(input);
}
