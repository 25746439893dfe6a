import * as t from 'io-ts';
import { Codec, isFaithful, isValid, readInvalid, refuse } from './codec.ts';
import { describeShort, wrongType } from './describe.ts';
import { isObject } from './is-object.ts';
import { fail, isFull, type Place, type Report } from './report.ts';

/**
 * The codec of a list. An item may not be null, as in the API.
 *
 * Problems: `wrong-type`, and those of the items, each with its index.
 */
export function array<A>(items: t.Type<A>): t.Type<ReadonlyArray<A>> {
  const is = (input: unknown): input is ReadonlyArray<A> => isArray(input, items.is);
  const read = (input: unknown, place: Place, report: Report): ReadonlyArray<A> =>
    readItems(items, input, place, report);
  return arrayCodec(`ReadonlyArray<${items.name}>`, items, is, read);
}

/**
 * The codec of a list in which no two items may agree in all of these fields: a list of `x-kubernetes-list-type: map`.
 *
 * Problems: those of {@link array}, and `duplicate-item`.
 */
export function arrayByKeys<A extends object>(
  items: t.Type<A>,
  keys: ReadonlyArray<keyof A & string>,
): t.Type<ReadonlyArray<A>> {
  const is = (input: unknown): input is ReadonlyArray<A> => isArray(input, items.is) && hasDistinctKeys(input, keys);
  const read = (input: unknown, place: Place, report: Report): ReadonlyArray<A> => {
    const output = readItems(items, input, place, report);
    if (Array.isArray(output)) reportDuplicates(output, keys, place, report);
    return output;
  };
  return arrayCodec(`ReadonlyArray<${items.name}>`, items, is, read);
}

/** True for a list whose items all pass a check. A hole counts as an item that is undefined. */
export function isArray(input: unknown, isItem: (item: unknown) => boolean): input is Array<unknown> {
  if (!Array.isArray(input)) return false;
  for (let index = 0; index < input.length; index++) if (!isItem(input[index])) return false;
  return true;
}

/** True where no two items agree in all of these fields. */
export function hasDistinctKeys(items: ReadonlyArray<unknown>, keys: ReadonlyArray<string>): boolean {
  if (items.length < 2) return true;
  return new Set(items.map((item) => (isObject(item) ? keyOf(item, keys) : item))).size === items.length;
}

function arrayCodec<A>(
  name: string,
  items: t.Type<A>,
  is: (input: unknown) => input is ReadonlyArray<A>,
  read: (input: unknown, place: Place, report: Report) => ReadonlyArray<A>,
): t.Type<ReadonlyArray<A>> {
  const encode = (list: ReadonlyArray<A>): ReadonlyArray<A> => list.map((item) => items.encode(item));
  const faithful = isFaithful(items);
  return new Codec(name, is, read, () => items, faithful ? t.identity : encode);
}

function readItems<A>(items: t.Type<A>, input: unknown, place: Place, report: Report): ReadonlyArray<A> {
  if (!Array.isArray(input)) return refuse(input, place, report, wrongType('a list', input));
  const output: Array<A> = [];
  for (let index = 0; index < input.length && !isFull(report); index++) {
    const item: unknown = input[index];
    output.push(isValid(items, item) ? item : readInvalid(items, item, { parent: place, key: index }, report));
  }
  return output;
}

function reportDuplicates(
  items: ReadonlyArray<unknown>,
  keys: ReadonlyArray<string>,
  place: Place,
  report: Report,
): void {
  const seen = new Set<string>();
  items.forEach((item, index) => {
    if (!isObject(item)) return;
    const key = keyOf(item, keys);
    if (seen.has(key)) {
      const values = keys.map((name) => `\`${name}\` ${describeShort(item[name])}`).join(' and ');
      const message = `an item before this one has ${values} too`;
      fail(report, { parent: place, key: index }, { code: 'duplicate-item', message });
    }
    seen.add(key);
  });
}

function keyOf(item: object, keys: ReadonlyArray<string>): string {
  return JSON.stringify(keys.map((key) => Reflect.get(item, key)));
}
