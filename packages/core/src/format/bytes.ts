import { quote } from '../codec/describe.ts';
import { readOr } from '../input/read-or.ts';
import type { Severity } from '../problem/problem.ts';
import { parseQuantity } from './quantity.ts';

/** Something wrong with an amount of bytes. */
export interface ByteFault {
  /** `invalid-quantity` where an API server refuses it, `fractional-bytes` where it warns. */
  readonly code: 'fractional-bytes' | 'invalid-quantity';
  /** The severity of the code. */
  readonly severity: Severity;
  /** One sentence with the amount. */
  readonly message: string;
  /** The amount that was probably meant, or how to write one. */
  readonly hint: string;
  /** The amount that was probably meant: `128Mi` for `128m`. */
  readonly meant?: string | undefined;
}

/**
 * Finds the fault in an amount of memory or storage: it is no quantity, it is below zero, or it is no whole number of
 * bytes. For example, `128m` is about a tenth of a byte: `m` means thousandths of bytes too, as it does of CPUs.
 *
 * @returns undefined for a whole number of bytes
 */
export function byteFault(text: string): ByteFault | undefined {
  return readOr<ByteFault | undefined>(noText, () => {
    const amount = parseQuantity(text);
    if (amount === undefined || amount < 0n) {
      return {
        code: 'invalid-quantity',
        severity: 'error',
        message: amount === undefined ? `${quote(text)} is no quantity` : `${quote(text)} is below zero`,
        hint: amount === undefined ? 'write it as 64Mi, 1Gi, 500M or 1G' : 'give 0 or more',
      };
    }
    if (amount % nanos === 0n) return undefined;
    const meant = meantBy(text, amount);
    return {
      code: 'fractional-bytes',
      severity: 'warning',
      message: `${quote(text)} is no whole number of bytes: it is ${inWords(amount)}`,
      hint: `did you mean ${meant}?`,
      meant,
    };
  });
}

const nanos = 1_000_000_000n;

/** `0.128 bytes`, `about 1717986918 bytes` */
function inWords(amount: bigint): string {
  return amount < 1000n * nanos ? `${Number(amount) / 1e9} bytes` : `about ${amount / nanos} bytes`;
}

/** `128Mi` for `128m`; `1639Mi` for `1.6Gi`, the next whole number of the unit below. */
function meantBy(text: string, amount: bigint): string {
  const milli = /^\+?(\d+(?:\.\d+)?)[mun]$/.exec(text);
  if (milli !== null) return `${milli[1]}Mi`;
  const unit = ['Gi', 'Mi', 'Ki'].find((_, index) => amount > (nanos << BigInt(30 - 10 * index)) * 10n);
  const size = unit === undefined ? nanos : nanos << BigInt({ Gi: 30, Mi: 20, Ki: 10 }[unit] ?? 0);
  return `${(amount + size - 1n) / size}${unit ?? ''}`;
}

/** The fault of a value that is no text. */
const noText: ByteFault = {
  code: 'invalid-quantity',
  severity: 'error',
  message: 'the amount is no text',
  hint: 'write it as 64Mi, 1Gi, 500M or 1G',
};
