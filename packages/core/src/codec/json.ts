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
  (input): input is JsonObject => isPlainObject(input) && isJson(input, 0),
  (input, place, report): JsonObject => {
    if (!isPlainObject(input)) return refuse(input, place, report, wrongType('an object', input));
    const output = readJson(input, place, report, 0);
    return isPlainObject(output) ? output : input;
  },
);

/** Whether a value is a plain object of any JSON. */
export function isJsonObject(input: unknown): input is JsonObject {
  return JsonObject.is(input);
}

/** Deeper than any object that is meant, and shallow enough for the stack. */
const deepest = 200;

function isJson(input: unknown, depth: number): boolean {
  if (input === null || typeof input === 'string' || typeof input === 'boolean') return true;
  if (typeof input === 'number') return Number.isFinite(input);
  if (depth > deepest) return false;
  if (Array.isArray(input)) {
    for (let index = 0; index < input.length; index++) if (!isJson(input[index], depth + 1)) return false;
    return true;
  }
  if (!isPlainObject(input)) return false;
  for (const key in input) if (!isJson(input[key], depth + 1)) return false;
  return true;
}

function readJson(input: unknown, place: Place, report: Report, depth: number): unknown {
  if (depth > deepest) {
    fail(report, place, { code: 'too-deep', message: `the value is nested more than ${deepest} levels deep` });
    return null;
  }
  if (Array.isArray(input)) {
    const items: Array<unknown> = [];
    for (let key = 0; key < input.length && !isFull(report); key++) {
      items.push(readJson(input[key], { parent: place, key }, report, depth + 1));
    }
    return items;
  }
  if (isPlainObject(input)) {
    const entries: Array<[string, unknown]> = [];
    for (const key of Object.keys(input)) {
      if (isFull(report)) break;
      const value = input[key];
      if (value !== undefined) entries.push([key, readJson(value, { parent: place, key }, report, depth + 1)]);
    }
    return Object.fromEntries(entries);
  }
  if (isJson(input, 0)) return input;
  return refuse(input, place, report, wrongType('a value that JSON has', input));
}
