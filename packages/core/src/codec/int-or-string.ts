import type * as t from 'io-ts';
import { wrongType } from './describe.ts';
import { leaf } from './primitive.ts';

/** A number, or the name that stands for one: a port as `8080` or `metrics`. */
export type IntOrString = number | string;

/** An integer or a string. Problems: `wrong-type`. */
export const IntOrString: t.Type<IntOrString> = leaf('IntOrString', isIntOrString, (input) =>
  wrongType('an integer or a string', input),
);

/** Whether a value is an integer or a string. */
export function isIntOrString(input: unknown): input is IntOrString {
  return typeof input === 'string' || Number.isInteger(input);
}
