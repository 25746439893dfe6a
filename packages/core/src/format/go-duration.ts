import { readOr } from '../input/read-or.ts';
/**
 * Reads the seconds of a duration as Go's `time.ParseDuration` does: `12.345678901s`, `1h2m3.5s`, `-3s`, `250µs`.
 *
 * Exact to the nanosecond up to a hundred days; beyond that JavaScript's numbers round.
 *
 * @returns undefined for a text that Go refuses: an empty text, a number without a unit, more than 292 years
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function parseGoDuration(text: string): number | undefined {
  return readOr(undefined, () => {
    if (!goDuration.test(text)) return undefined;
    let nanoseconds = 0n;
    for (const [, whole = '', fraction = '', unit = ''] of text.matchAll(amountWithUnit)) {
      const size = nanosecondsOf[unit] ?? 0n;
      nanoseconds += BigInt(whole || '0') * size;
      if (fraction !== '') nanoseconds += (BigInt(fraction) * size) / 10n ** BigInt(fraction.length);
    }
    const isNegative = text.startsWith('-');
    if (nanoseconds > (isNegative ? longest + 1n : longest)) return undefined;
    const seconds = Number(nanoseconds) / 1e9;
    return isNegative && seconds !== 0 ? -seconds : seconds;
  });
}

/**
 * Prints a duration as Go does: `12.345678901s`, `4m5s`, `48h0m0s`, `834ms`, `0s`. `parseGoDuration` reads it back.
 *
 * @param seconds - cut to the nanosecond; a value that is no number, or more than 292 years, is printed as the nearest
 * duration
 * @see https://pkg.go.dev/time#Duration.String
 */
export function formatGoDuration(seconds: number): string {
  return readOr('', () => {
    const bounded = Math.max(-longestSeconds, Math.min(Number.isNaN(seconds) ? 0 : seconds, longestSeconds));
    const nanoseconds = toNanoseconds(Math.abs(bounded));
    if (nanoseconds === 0n) return '0s';
    const sign = bounded < 0 ? '-' : '';
    if (nanoseconds < 1_000n) return `${sign}${nanoseconds}ns`;
    if (nanoseconds < 1_000_000n) return `${sign}${decimal(nanoseconds, 1_000n)}µs`;
    if (nanoseconds < 1_000_000_000n) return `${sign}${decimal(nanoseconds, 1_000_000n)}ms`;
    const minutes = nanoseconds / nanosecondsPerMinute;
    const rest = decimal(nanoseconds % nanosecondsPerMinute, 1_000_000_000n);
    if (minutes === 0n) return `${sign}${rest}s`;
    if (minutes < 60n) return `${sign}${minutes}m${rest}s`;
    return `${sign}${minutes / 60n}h${minutes % 60n}m${rest}s`;
  });
}

/** Rounds to whole seconds, halves away from zero, as Go's `Duration.Round` does. */
export function roundToSeconds(seconds: number): number {
  return readOr(Number.NaN, () => {
    const rounded = Math.sign(seconds) * Math.round(Math.abs(seconds));
    return rounded === 0 ? 0 : rounded;
  });
}

const goDuration = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

const amountWithUnit = /(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g;

const nanosecondsOf: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const nanosecondsPerMinute = 60_000_000_000n;

/** The largest signed integer of 64 bits, in nanoseconds. */
const longest = 2n ** 63n - 1n;
const longestSeconds = 9_223_372_036;

function toNanoseconds(seconds: number): bigint {
  const whole = Math.floor(seconds);
  return BigInt(whole) * 1_000_000_000n + BigInt(Math.round((seconds - whole) * 1e9));
}

/** A quotient as a decimal number, without zeros at its end. */
function decimal(dividend: bigint, divisor: bigint): string {
  const fraction = String(dividend % divisor)
    .padStart(String(divisor).length - 1, '0')
    .replace(/0+$/, '');
  return fraction === '' ? String(dividend / divisor) : `${dividend / divisor}.${fraction}`;
}
