/** What a plain scalar of YAML can stand for. */
export type ScalarValue = string | number | boolean | null;

/**
 * The value that Kubernetes reads in a plain (unquoted) scalar of YAML, as its own reader, sigs.k8s.io/yaml, does it.
 *
 * That reader is neither of YAML 1.1 nor of YAML 1.2: `yes` and `off` are booleans, `014` is octal and `1_000` a number,
 * as in 1.1, and `0o14` is octal, as in 1.2; but `12:30` and `2001-01-01` stay strings, as in neither. What it says of
 * some 300 scalars was measured with kubectl and stands in the tests.
 *
 * @returns Infinity, -Infinity or NaN for `.inf`, `-.inf` and `.nan`, which JSON, and so an API server, has no place for
 */
export function readPlainScalar(text: string): ScalarValue {
  const first = text.charCodeAt(0);
  // Most texts are neither a word nor a number, which their beginning tells.
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

/** Whether a plain scalar is read as a string, the same one: only then may a string be written without quotes. */
export function isPlainString(text: string): boolean {
  return typeof readPlainScalar(text) === 'string';
}

/**
 * The whole number that a plain scalar writes, where JavaScript's number is not exactly that: beyond 2^53, about
 * 9 × 10^15.
 */
export function exactInteger(text: string, value: number): bigint | undefined {
  if (Number.isSafeInteger(value) || !Number.isFinite(value)) return undefined;
  const exact = parseInteger(text.replaceAll('_', ''));
  return exact !== undefined && exact !== BigInt(value) ? exact : undefined;
}

/**
 * The string that Kubernetes makes of a map key that is not one: `true` of the key `yes`, `10` of `012`, `1.1` of `1.10`.
 * A number that is not whole is cut to 32 bits, as the reader does.
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

/** Whether a word or a number can begin with a character of ASCII. */
const beginsValue: Uint8Array = /* @__PURE__ */ beginnings();

function beginnings(): Uint8Array {
  const table = new Uint8Array(128);
  for (const first of words.keys()) table[first.charCodeAt(0)] = 1;
  for (const digit of '+-.0123456789') table[digit.charCodeAt(0)] = 1;
  return table;
}

/** A digit or a point: what a sign of a number stands before. An underscore counts for nothing wherever it is. */
function startsMagnitude(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === period || code === 0x5f;
}

/** A digit or a sign. */
function startsNumber(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2d;
}

/** Behind a leading point, an underscore may only stand between two digits: `.5_0` is a number, `.5__0` a string. */
function readLeadingPoint(text: string): ScalarValue {
  if (!/^\.\d+(?:_\d+)*(?:e[+-]?\d+(?:_\d+)*)?$/i.test(text)) return text;
  return readDecimal(text.replaceAll('_', '')) ?? text;
}

/** A number in one of the notations of Go's ParseInt with base 0, in the range of int64 or uint64. */
function readInteger(plain: string): number | undefined {
  if (short.test(plain)) return Number(plain);
  const exact = parseInteger(plain);
  if (exact === undefined) return undefined;
  // Without the sum, "-0" would be JavaScript's negative zero, which JSON does not have.
  return Number(exact) + 0;
}

/** A whole number as people write it, which needs no exact arithmetic. */
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
/** No longer text is in the range, but for leading zeros; and BigInt takes time in the square of the length. */
const longestInteger = 1000;
const maxInt64 = 2n ** 63n - 1n;
const maxUint64 = 2n ** 64n - 1n;

/** A number too large for a double stays a string. */
function readDecimal(plain: string): number | undefined {
  if (!decimal.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value + 0 : undefined;
}

const decimal = /^[+-]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[+-]?\d+)?$/i;

/** Go's FormatFloat with format g, the shortest precision and 32 bits. */
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
