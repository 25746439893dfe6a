import type * as t from 'io-ts';
import { Codec, refuse } from './codec.ts';
import { wrongType } from './describe.ts';
import { isPlainObject } from './is-object.ts';
import { fail, isFull, type Place, type Report } from './report.ts';

/** A JSON object of any contents, as `x-kubernetes-preserve-unknown-fields` keeps it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * An object of any contents that JSON has. Properties that are undefined are dropped; everything else is kept, null too.
 *
 * Problems: `wrong-type` for what JSON has no text for, `too-deep` for a cycle or more than 200 levels.
 */
export const JsonObject: t.Type<JsonObject> = new Codec(
  'JsonObject',
  (input): input is JsonObject => isPlainObject(input) && heightOf(input, 0, new Map()) <= deepest,
  (input, place, report): JsonObject => {
    if (!isPlainObject(input)) return refuse(input, place, report, wrongType('an object', input));
    const output = copy(input, place, report, 0, new Map());
    return isPlainObject(output) ? output : input;
  },
);

/** Whether a value is a plain object of any JSON. */
export function isJsonObject(input: unknown): input is JsonObject {
  return JsonObject.is(input);
}

/** Deeper than any object that is meant, and shallow enough for the stack. */
const deepest = 200;

/**
 * How many levels a value has below it; infinite where it is not JSON. An object that stands in several places is looked
 * at once, for a few of these inside each other are more places than can be visited.
 */
function heightOf(input: unknown, depth: number, known: Map<object, number>): number {
  if (isScalar(input)) return 0;
  if (depth > deepest || (!Array.isArray(input) && !isPlainObject(input))) return Number.POSITIVE_INFINITY;
  const found = known.get(input);
  if (found !== undefined) return found;
  // Until it is known, which is what an object that holds itself is still met as.
  known.set(input, Number.POSITIVE_INFINITY);
  let height = 0;
  if (Array.isArray(input)) {
    for (let index = 0; index < input.length && height <= deepest; index++) {
      height = Math.max(height, 1 + heightOf(input[index], depth + 1, known));
    }
  } else {
    for (const key in input) height = Math.max(height, 1 + heightOf(input[key], depth + 1, known));
  }
  known.set(input, height);
  return height;
}

/** A copy without undefined. An object that stands in several places is copied once, and stands in them again. */
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
