import type * as t from 'io-ts';
import { Codec, refuse } from './codec.ts';
import { wrongType } from './describe.ts';
import { isOwnObject, isPlainObject } from './is-object.ts';
import { fail, isFull, type Place, type Report } from './report.ts';

/** A JSON object of any contents, as `x-kubernetes-preserve-unknown-fields` keeps it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * An object of any contents that JSON has. Properties that are undefined are dropped; everything else is kept, null too.
 *
 * Problems: `wrong-type` for what JSON has no text for, `too-deep` for a cycle or more than 200 levels, `too-large` for more
 * than a million values.
 */
export const JsonObject: t.Type<JsonObject> = new Codec(
  'JsonObject',
  (input): input is JsonObject => isPlainObject(input) && fits(measure(input, 0, new Map())),
  (input, place, report): JsonObject => {
    if (!isPlainObject(input)) return refuse(input, place, report, wrongType('an object', input));
    const output = copy(input, place, report, 0, new Map());
    if (measure(output, 0, new Map()).size > largest) {
      fail(report, place, { code: 'too-large', message: `the object has more than ${largest} values` });
    }
    return isPlainObject(output) ? output : input;
  },
);

/** True for a plain object that holds nothing but JSON. */
export function isJsonObject(input: unknown): input is JsonObject {
  return JsonObject.is(input);
}

/** Deeper than any object that somebody means to write, and shallow enough for the stack. */
const deepest = 200;

/** More than a cluster stores in one object. */
const largest = 1_000_000;

/**
 * The size of a value: how many levels lie below it (infinite where it is not JSON), and how many values its text would
 * have.
 */
interface Extent {
  readonly height: number;
  readonly size: number;
}

const scalarExtent: Extent = { height: 0, size: 1 };
const endless: Extent = { height: Number.POSITIVE_INFINITY, size: 1 };

function fits({ height, size }: Extent): boolean {
  return height <= deepest && size <= largest;
}

/**
 * Looks once at an object that stands in several places, but counts it in each. A few such objects inside each other
 * have more places than anybody can visit.
 */
function measure(input: unknown, depth: number, known: Map<object, Extent>): Extent {
  if (isScalar(input)) return scalarExtent;
  const isList = Array.isArray(input);
  if (depth > deepest || (!isList && !(isOwnObject(input) && isPlainObject(input)))) return endless;
  const found = known.get(input);
  if (found !== undefined) return found;
  // The answer until it is known. An object that holds itself meets it, and so counts as endless.
  known.set(input, endless);
  let height = 0;
  let size = 1;
  const add = (member: unknown): void => {
    const extent = measure(member, depth + 1, known);
    height = Math.max(height, 1 + extent.height);
    size += extent.size;
  };
  if (isList) for (let index = 0; index < input.length && height <= deepest; index++) add(input[index]);
  else for (const key in input) add(input[key]);
  known.set(input, { height, size });
  return { height, size };
}

/**
 * Copies a value without its `undefined` properties. An object that stands in several places is copied once, and its
 * copy stands in all of them.
 */
function copy(input: unknown, place: Place, report: Report, depth: number, copies: Map<object, unknown>): unknown {
  if (input === null || typeof input !== 'object') return copyScalar(input, place, report);
  if (depth > deepest || copies.get(input) === copying) {
    fail(report, place, { code: 'too-deep', message: `the value is nested more than ${deepest} levels deep` });
    return null;
  }
  if (copies.has(input)) return copies.get(input);
  copies.set(input, copying);
  const output = copyObject(input, place, report, depth, copies);
  copies.set(input, output);
  return output;
}

/** Stands for the copy of an object that is not complete. */
const copying = Symbol('copying');

function copyObject(input: object, place: Place, report: Report, depth: number, copies: Map<object, unknown>): unknown {
  if (Array.isArray(input)) {
    const items: Array<unknown> = [];
    for (let key = 0; key < input.length && !isFull(report); key++) {
      items.push(copy(input[key], { parent: place, key }, report, depth + 1, copies));
    }
    return items;
  }
  if (!isPlainObject(input)) return copyScalar(input, place, report);
  const entries: Array<[string, unknown]> = [];
  for (const key of Object.keys(input)) {
    if (isFull(report)) break;
    const value = input[key];
    if (value !== undefined) entries.push([key, copy(value, { parent: place, key }, report, depth + 1, copies)]);
  }
  return Object.fromEntries(entries);
}

function copyScalar(input: unknown, place: Place, report: Report): unknown {
  return isScalar(input) ? input : refuse(input, place, report, wrongType('a value that JSON has', input));
}

function isScalar(input: unknown): boolean {
  return input === null || typeof input === 'string' || typeof input === 'boolean' || Number.isFinite(input);
}
