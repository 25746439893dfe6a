import { cure, type Expected } from './cure.ts';
import type { Finding } from './report.ts';

/** A value as a message names it: `the number 8080`, `"a string"`, `a list of 3 items`. Short, whatever the value is. */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `the string ${quote(value)}`;
    case 'number':
      return `the number ${value}`;
    case 'boolean':
      return `the boolean ${value}`;
    case 'bigint':
      return `the bigint ${value.toString().slice(0, longest)}`;
    case 'undefined':
      return 'undefined';
    case 'object':
      return value === null ? 'null' : describeObject(value);
    default:
      return `a ${typeof value}`;
  }
}

/** A value where its type goes without saying: `8080`, `"a string"`. */
export function describeShort(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : describeValue(value);
}

/** A string in quotes, cut where it is long. */
export function quote(text: string): string {
  return JSON.stringify(text.length <= longest ? text : `${text.slice(0, longest)}…`);
}

/** A name in backticks, as messages show those of fields and kinds; cut where it is long. */
export function backtick(name: string): string {
  return `\`${name.length <= longest ? name : `${name.slice(0, longest)}…`}\``;
}

/** The most characters of a value that a message shows. */
const longest = 60;

function describeObject(value: object): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return 'an empty list';
    return value.length === 1 ? 'a list of 1 item' : `a list of ${value.length} items`;
  }
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  return tag === 'Object' ? 'an object' : `a ${tag}`;
}

/** The finding that a value has the wrong type, with the way to put it right where that is known. */
export function wrongType(expected: Expected, value: unknown): Finding & { readonly code: 'wrong-type' } {
  const message = `expected ${expected}, found ${describeValue(value)}`;
  return { code: 'wrong-type', message, ...cure(expected, value) };
}
