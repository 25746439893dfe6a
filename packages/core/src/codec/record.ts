import * as t from 'io-ts';
import { Codec, isFaithful, readWith, refuse } from './codec.ts';
import { wrongType } from './describe.ts';
import { isOwnObject, isPlainObject } from './is-object.ts';
import { isFull, type Place, type Report } from './report.ts';

/**
 * The codec of a map from any string to a value. A key whose value is null or undefined is dropped, as an API server
 * does. A key `__proto__` is like any other.
 *
 * Problems: `wrong-type`, and those of the values.
 */
export function record<A>(values: t.Type<A>): t.Type<Readonly<Record<string, A>>> {
  const is = (input: unknown): input is Readonly<Record<string, A>> => isRecordOf(input, values.is);
  const read = (input: unknown, place: Place, report: Report): Readonly<Record<string, A>> =>
    readValues(values, input, place, report);
  const encode = (map: Readonly<Record<string, A>>): Readonly<Record<string, A>> =>
    fromEntries(Object.entries(map).map(([key, value]) => [key, values.encode(value)]));
  const faithful = isFaithful(values);
  return new Codec(`Record<string, ${values.name}>`, is, read, () => values, faithful ? t.identity : encode);
}

/** True for a map whose values all pass a check. */
export function isRecordOf(input: unknown, isValue: (value: unknown) => boolean): boolean {
  if (!isOwnObject(input)) return false;
  let empty = true;
  for (const key in input) {
    if (!isValue(input[key])) return false;
    empty = false;
  }
  return !empty || isPlainObject(input);
}

function readValues<A>(values: t.Type<A>, input: unknown, place: Place, report: Report): Readonly<Record<string, A>> {
  if (!isPlainObject(input)) return refuse(input, place, report, wrongType('an object', input));
  const output: Array<[string, A]> = [];
  for (const key of Object.keys(input)) {
    if (isFull(report)) break;
    const value = input[key];
    if (value !== undefined && value !== null) {
      output.push([key, readWith(values, value, { parent: place, key }, report)]);
    }
  }
  return fromEntries(output);
}

/** Defines properties instead of assigning them, so that a key `__proto__` sets no prototype. */
function fromEntries<A>(entries: ReadonlyArray<readonly [string, A]>): Readonly<Record<string, A>> {
  return Object.fromEntries(entries);
}
