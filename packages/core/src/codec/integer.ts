import type * as t from 'io-ts';
import type { Expected } from './cure.ts';
import { wrongType } from './describe.ts';
import { leaf } from './primitive.ts';
import type { Finding } from './report.ts';

/** An integer of 32 bits. Problems: `wrong-type`, `out-of-range`. */
export const int32: t.Type<number> = leaf('int32', isInt32, (input) => explain(input, 'int32', 2n ** 31n));

/**
 * An integer of 64 bits. Beyond 2⁵³ JavaScript keeps only its leading digits. Problems: `wrong-type`, `out-of-range`.
 * The few largest integers are out of range too: JavaScript rounds them up to 2⁶³, which an API server refuses.
 */
export const int64: t.Type<number> = leaf('int64', isInt64, (input) => explain(input, 'int64', 2n ** 63n));

/** True for an integer of 32 bits. */
export function isInt32(input: unknown): input is number {
  return Number.isInteger(input) && typeof input === 'number' && input >= -(2 ** 31) && input < 2 ** 31;
}

/** True for an integer of 64 bits. */
export function isInt64(input: unknown): input is number {
  return Number.isInteger(input) && typeof input === 'number' && input >= -(2 ** 63) && input < 2 ** 63;
}

/** The finding for an integer that is out of range; for any other value, the finding of `wrongType`. */
export function explainInteger(expected: Expected, input: unknown): Finding {
  return Number.isInteger(input) ? explain(input, 'int64', 2n ** 63n) : wrongType(expected, input);
}

function explain(input: unknown, format: string, bound: bigint): Finding {
  if (!Number.isInteger(input)) return wrongType('an integer', input);
  return {
    code: 'out-of-range',
    message: `${input} is not between ${-bound} and ${bound - 1n}, as an ${format} must be`,
  };
}
