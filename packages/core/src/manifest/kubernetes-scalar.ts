/** The types of value that a plain scalar of YAML can stand for. */
export type ScalarValue = string | number | boolean | null;

/**
 * Reads a plain (unquoted) scalar of YAML as Kubernetes does with its own reader, sigs.k8s.io/yaml.
 *
 * This reader follows neither YAML 1.1 nor YAML 1.2. As in 1.1, `yes` and `off` are booleans, `014` is octal and
 * `1_000` is a number. As in 1.2, `0o14` is octal. As in neither, `12:30` and `2001-01-01` stay strings. The tests hold
 * its values for some 300 scalars, measured with kubectl.
 *
 * @returns Infinity, -Infinity or NaN for `.inf`, `-.inf` and `.nan`; JSON has no such value, so an API server never
 * gets one
 */
export function readPlainScalar(text: string): ScalarValue {
  const first = text.charCodeAt(0);
  // Most texts are neither a word nor a number. Their first character shows it.
  if (first >= beginsValue.length || beginsValue[first] === 0) return text;
  if (text.length <= longestWord) {
    const word = words.get(text);
    if (word !== undefined) return word;
  }
  if (first === period) return readLeadingPoint(text);
  if (!startsNumber(first)) return text;
  if ((first === plus || first === minus) && !startsMagnitude(text.charCodeAt(1))) return text;
  const plain = text.replaceAll('_', '');
  return readInteger(plain) ?? readDecimal(plain) ?? text;
}

/** True for a plain scalar that is read as the same string. Only such a string may be written without quotes. */
export function isPlainString(text: string): boolean {
  return typeof readPlainScalar(text) === 'string';
}

/** The whole number of a plain scalar, where JavaScript's number would not be exact: beyond 2^53, about 9 × 10^15. */
export function exactInteger(text: string, value: number): bigint | undefined {
  if (Number.isSafeInteger(value) || !Number.isFinite(value)) return undefined;
  const exact = parseInteger(text.replaceAll('_', ''));
  return exact !== undefined && exact !== BigInt(value) ? exact : undefined;
}

/**
 * The string that Kubernetes makes of a map key of another type: `true` of the key `yes`, `10` of `012`, `1.1` of
 * `1.10`. A number with a fraction is cut to 32 bits, as the reader does.
 *
 * @returns undefined for null, which cannot be a key
 */
export function keyOfScalar(text: string): string | undefined {
  const value = readPlainScalar(text);
  if (typeof value !== 'number') return value === null ? undefined : String(value);
  if (short.test(text)) return text;
  const whole = parseInteger(text.replaceAll('_', ''));
  if (whole === undefined) return formatFloat32(value, text.startsWith('-'));
  return String(whole);
}

const period = 0x2e;

const words: ReadonlyMap<string, boolean | number | null> = new Map<string, boolean | number | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
]);

const longestWord = 5;
const plus = 0x2b;
const minus = 0x2d;

/** Marks each ASCII character that a word or a number can begin with. */
const beginsValue: Uint8Array = /* @__PURE__ */ beginnings();

function beginnings(): Uint8Array {
  const table = new Uint8Array(128);
  for (const first of words.keys()) table[first.charCodeAt(0)] = 1;
  for (const digit of '+-.0123456789') table[digit.charCodeAt(0)] = 1;
  return table;
}

/**
 * True for a character that may follow the sign of a number: a digit, a point, or an underscore, which is skipped
 * anywhere.
 */
function startsMagnitude(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === period || code === 0x5f;
}

/** True for a digit or a sign. */
function startsNumber(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2d;
}

/** After a leading point, an underscore may only stand between two digits: `.5_0` is a number, `.5__0` a string. */
function readLeadingPoint(text: string): ScalarValue {
  if (!/^\.\d+(?:_\d+)*(?:e[+-]?\d+(?:_\d+)*)?$/i.test(text)) return text;
  return readDecimal(text.replaceAll('_', '')) ?? text;
}

/** Reads a number in one of the notations of Go's ParseInt with base 0, in the range of int64 or uint64. */
function readInteger(plain: string): number | undefined {
  if (short.test(plain)) return Number(plain);
  const exact = parseInteger(plain);
  if (exact === undefined) return undefined;
  // Without the sum, "-0" would be JavaScript's negative zero, which JSON does not have.
  return Number(exact) + 0;
}

/** A whole number as people write it. It needs no exact arithmetic. */
const short = /^[1-9]\d{0,14}$/;

function parseInteger(plain: string): bigint | undefined {
  const [, sign = '', digits = ''] = integer.exec(plain) ?? [];
  if (digits === '' || digits.length > longestInteger) return undefined;
  const octal = /^0[0-7]/.test(digits);
  const magnitude = BigInt(octal ? `0o${digits.slice(1)}` : digits);
  if (sign === '' ? magnitude > maxUint64 : magnitude > (sign === '-' ? maxInt64 + 1n : maxInt64)) return undefined;
  return sign === '-' ? -magnitude : magnitude;
}

const integer = /^([+-]?)(0x[\da-f]+|0b[01]+|0o[0-7]+|0[0-7]*|[1-9]\d*)$/i;
/** A longer text is out of range, unless it has leading zeros. BigInt takes time in the square of the length. */
const longestInteger = 1000;
const maxInt64 = 2n ** 63n - 1n;
const maxUint64 = 2n ** 64n - 1n;

/** Reads a decimal number. One that is too large for a double stays a string. */
function readDecimal(plain: string): number | undefined {
  if (!decimal.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value + 0 : undefined;
}

const decimal = /^[+-]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[+-]?\d+)?$/i;

/** Formats a number as Go's FormatFloat does with format g, the shortest precision and 32 bits. */
function formatFloat32(value: number, negative: boolean): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return negative ? '-.inf' : '.inf';
  if (single === 0) return negative ? '-0' : '0';
  const digits = shortestDigits(single);
  const [mantissa = '', exponent = '0'] = digits.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(digits);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function shortestDigits(single: number): number {
  for (let precision = 1; precision < 9; precision++) {
    const candidate = Number(single.toPrecision(precision));
    if (Math.fround(candidate) === single) return candidate;
  }
  return Number(single.toPrecision(9));
}
