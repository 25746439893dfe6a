import { readOr } from '@stash-functions/core/decode';
/**
 * Bytes in Stash's form: `1023 B`, `1.500 KiB`, `3.408 MiB`. A unit begins above its power of two, so 1024 bytes are
 * `1024 B`; TiB is the last unit. There are three decimals, with halves to the even digit, as in Go's `%.3f`.
 *
 * @param bytes - a number of bytes, rounded to a whole one; any other value counts as none
 */
export function formatSize(bytes: number): string {
  return readOr('', () => {
    if (!Number.isFinite(bytes)) return '0 B';
    const whole = BigInt(Math.round(bytes));
    const magnitude = whole < 0n ? -whole : whole;
    const unit = units.find(({ size }) => magnitude > size);
    if (unit === undefined) return `${whole} B`;
    const thousandths = divideHalfEven(magnitude * 1000n, unit.size);
    const fraction = String(thousandths % 1000n).padStart(3, '0');
    return `${whole < 0n ? '-' : ''}${thousandths / 1000n}.${fraction} ${unit.name}`;
  });
}

/**
 * The bytes of a size in Stash's form: a number, spaces, and B, KiB, MiB, GiB or TiB. Digits that were cut are lost:
 * `1.001 KiB` are 1025.024 bytes.
 *
 * @returns undefined for any other text, also with decimal units, in lower case, or without the space
 */
export function parseSize(text: string): number | undefined {
  return readOr(undefined, () => {
    const [, amount, unit] = sizeText.exec(text) ?? [];
    if (amount === undefined || unit === undefined) return undefined;
    const bytes = Number(amount) * bytesOf(unit);
    return Number.isFinite(bytes) ? bytes : undefined;
  });
}

interface SizeUnit {
  readonly name: string;
  readonly size: bigint;
}

const units: ReadonlyArray<SizeUnit> = [
  { name: 'TiB', size: 2n ** 40n },
  { name: 'GiB', size: 2n ** 30n },
  { name: 'MiB', size: 2n ** 20n },
  { name: 'KiB', size: 2n ** 10n },
];

const sizeText = /^[ \t]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[ \t]+(B|KiB|MiB|GiB|TiB)$/;

function bytesOf(unit: string): number {
  return Number(units.find(({ name }) => name === unit)?.size ?? 1n);
}

function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  if (twice < divisor || (twice === divisor && quotient % 2n === 0n)) return quotient;
  return quotient + 1n;
}
