import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { readPlainScalar, type ScalarValue } from './kubernetes-scalar.ts';

/**
 * Reads a scalar with an explicit tag as Kubernetes' YAML reader does: `!!int "12"` is a number, `!!str 12` is a
 * string, and `!!binary aGk=` is the text `hi`. A tag that is not YAML's own makes a string.
 *
 * @param tag - in full, `tag:yaml.org,2002:int`
 * @returns a Left with one sentence about the fault
 */
export function readTaggedScalar(tag: string, text: string): Either<string, ScalarValue> {
  const name = tag.startsWith(prefix) ? tag.slice(prefix.length) : '';
  if (name === 'binary') return readBinary(text);
  if (name === 'timestamp') return timestamp.test(text) ? right(text) : left(`\`${text}\` is not a timestamp`);
  const fits = checks.get(name);
  if (fits === undefined) return right(text);
  const value = readPlainScalar(text);
  return fits(value, text) ? right(value) : left(`\`${text}\` cannot be read as \`!!${name}\``);
}

const prefix = 'tag:yaml.org,2002:';

const checks: ReadonlyMap<string, (value: ScalarValue, text: string) => boolean> = new Map([
  ['int', (value: ScalarValue, text: string) => typeof value === 'number' && !/^[+-]?(?!0[xX]).*[.eE]/.test(text)],
  ['float', (value: ScalarValue) => typeof value === 'number' && Number.isFinite(value)],
  ['bool', (value: ScalarValue) => typeof value === 'boolean'],
  ['null', (value: ScalarValue) => value === null],
]);

/** A date; a date and a time with a zone, behind a `T`; or a date and a time without a zone, behind a space. */
const timestamp =
  /^\d{4}-\d\d?-\d\d?(?:(?:[Tt]\d\d?:\d\d?:\d\d?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))|(?: \d\d?:\d\d?:\d\d?(?:\.\d+)?))?$/;

/** Bytes that are not UTF-8 become U+FFFD, as in every string of JSON that Go writes. */
function readBinary(text: string): Either<string, string> {
  const base64 = text.replaceAll(/[\r\n]/g, '');
  if (!/^(?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?$/.test(base64) || base64.includes('_')) {
    return left(`\`${text}\` is not base64`);
  }
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return right(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
}
