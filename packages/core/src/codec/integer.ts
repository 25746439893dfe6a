import type * as t from 'io-ts';
import { wrongType } from './describe.ts';
import { leaf } from './primitive.ts';
import type { Finding } from './report.ts';

/** An integer of 32 bits. Problems: `wrong-type`, `out-of-range`. */
export const int32: t.Type<number> = leaf('int32', isInt32, (input) => explain(input, 'int32', '2147483647'));

/**
 * An integer of 64 bits; beyond 2⁵³ JavaScript keeps only its leading digits. Problems: `wrong-type`, `out-of-range`.
 */
export const int64: t.Type<number> = leaf('int64', isInt64, (input) => explain(input, 'int64', '9223372036854775807'));

/** Whether a value is an integer of 32 bits. */
export function isInt32(input: unknown): input is number {
  return Number.isInteger(input) && typeof input === 'number' && input >= -(2 ** 31) && input < 2 ** 31;
}

/** Whether a value is an integer of 64 bits. */
export function isInt64(input: unknown): input is number {
  return Number.isInteger(input) && typeof input === 'number' && input >= -(2 ** 63) && input <= 2 ** 63;
}

function explain(input: unknown, format: string, largest: string): Finding {
  if (!Number.isInteger(input)) return wrongType('an integer', input);
  return {
    code: 'out-of-range',
    message: `${input} is beyond the range of ${format}, whose largest value is ${largest}`,
  };
}
