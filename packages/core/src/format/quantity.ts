import { readOr } from '../input/read-or.ts';
/**
 * Reads a quantity in billionths, rounded up as Kubernetes rounds, so that any two can be compared: `1Gi`, `500m`,
 * `0.5`, `1e3`. A quantity beyond the limits of Kubernetes counts as a very large one, as it does there.
 *
 * @returns undefined for a text that is no quantity
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): bigint | undefined {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const amount = readOr(undefined, () => readQuantity(text));
  if (amount !== undefined && text.length <= 20 && remembered.size < 1000) remembered.set(text, amount);
  return amount;
}

/** The same few amounts stand in every resource of a cluster. */
const remembered = new Map<string, bigint>();

function readQuantity(text: string): bigint | undefined {
  const match = quantity.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', bareFraction = '', suffix = ''] = match;
  const digits = BigInt(whole + fraction + bareFraction || '0');
  const scale = 9 - fraction.length - bareFraction.length;
  const power = powersOfTwo.indexOf(suffix) + 1;
  const magnitude =
    power > 0 ? shift(digits * 1024n ** BigInt(power), scale) : shift(digits, scale + decimalExponent(suffix));
  return sign === '-' ? -magnitude : magnitude;
}

const quantity =
  /^([+-]?)(?:(\d{1,60})(?:\.(\d{0,60}))?|\.(\d{1,60}))(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?\d{1,9})?$/;

const powersOfTwo: ReadonlyArray<string> = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

const decimalExponents: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

function decimalExponent(suffix: string): number {
  const known = decimalExponents[suffix];
  // A larger exponent makes no difference: the quantity is already above or below all that is written without one.
  return known ?? Math.max(-200, Math.min(200, Number(suffix.slice(1))));
}

/** Multiplies by a power of ten and rounds up. */
function shift(value: bigint, exponent: number): bigint {
  if (exponent >= 0) return value * 10n ** BigInt(exponent);
  const divisor = 10n ** BigInt(-exponent);
  return (value + divisor - 1n) / divisor;
}
