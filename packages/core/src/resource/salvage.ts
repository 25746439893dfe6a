import { isLeft } from 'fp-ts/lib/Either.js';
import { isObject } from '../codec/is-object.ts';
import type { Problem } from '../problem/problem.ts';
import { decodeResource } from './decode-resource.ts';
import type { Resource } from './resource.ts';

/**
 * Cuts the mistakes out of a malformed resource, so that later stages can look for faults in the rest.
 *
 * - Unknown fields are dropped. A number or a boolean in place of text is read as text, and a text in place of a list
 *   as its one item.
 * - A value that cannot be read is left out: an item in a list of texts, or a whole field.
 * - An object that lacks a field is left out as a whole. Where it must be there, the field is filled with an empty value.
 *
 * Use it to show more problems at once, never to run anything.
 *
 * @param problems - the Problems that `decodeResource` found in the input
 * @param placeholder - the name for a resource without a valid one
 * @returns undefined where too much is wrong, such as no kind
 */
export function salvage(input: unknown, problems: ReadonlyArray<Problem>, placeholder: string): Resource | undefined {
  const attempts = new Map<string, number>();
  let remaining: unknown = input;
  let mistakes = problems;
  for (let round = 0; round < mostRounds; round += 1) {
    for (const mistake of mistakes) {
      const key = JSON.stringify(mistake.path);
      const attempt = attempts.get(key) ?? 0;
      attempts.set(key, attempt + 1);
      remaining = isAbsent(input, mistake.path)
        ? fillIn(remaining, mistake.path, attempt, placeholder)
        : repair(remaining, mistake, attempt, placeholder);
    }
    const decoded = decodeResource(remaining, { lenient: true });
    if (!isLeft(decoded)) return decoded.right;
    mistakes = decoded.left;
  }
  return undefined;
}

/** More rounds than one field needs. Each attempt at a field cuts deeper, or fills in another empty value. */
const mostRounds = 10;

/** Reads a mistake as it was probably meant, then cuts it out, then the objects around it. */
function repair(input: unknown, { code, path }: Problem, attempt: number, placeholder: string): unknown {
  if (code === 'unknown-field') return input;
  if (isName(path)) return named(input, placeholder);
  if (attempt === 0 && code === 'wrong-type') {
    return replaceAt(input, path, typeof path.at(-1) === 'number' ? readAsItem : readAsValue);
  }
  return cutOut(input, path.slice(0, Math.max(1, path.length - Math.max(0, attempt - 1))));
}

/** Cuts out the object that lacks a field; fills in the field where the object must be there. */
function fillIn(input: unknown, path: Problem['path'], attempt: number, placeholder: string): unknown {
  if (isName(path)) return named(input, placeholder);
  const around = path.slice(0, -1);
  const last = path.at(-1);
  if (attempt >= emptyValues.length || (around.length > 1 && !isWanted(input, around))) return cutOut(input, around);
  return replaceAt(input, around, (object) =>
    isObject(object) && last !== undefined ? { ...object, [last]: emptyValues[attempt] } : object,
  );
}

/** The decoder's answer tells which of them a field takes. */
const emptyValues: ReadonlyArray<unknown> = ['', false, 0, {}, []];

function isWanted(input: unknown, path: Problem['path']): boolean {
  const without = decodeResource(cutOut(input, path), { lenient: true });
  const field = JSON.stringify(path.slice(0, path.findLastIndex((part) => typeof part === 'string') + 1));
  return isLeft(without) && without.left.some((mistake) => JSON.stringify(mistake.path) === field);
}

function isAbsent(input: unknown, path: Problem['path']): boolean {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return true;
    value = Reflect.get(value, key);
  }
  return false;
}

function isName(path: Problem['path']): boolean {
  return path[0] === 'metadata' && (path.length === 1 || (path.length === 2 && path[1] === 'name'));
}

function named(input: unknown, name: string): unknown {
  if (!isObject(input)) return input;
  return { ...input, metadata: { ...(isObject(input.metadata) ? input.metadata : {}), name } };
}

/** A list is cut out as a whole, because its other items must not change their indexes. */
function cutOut(input: unknown, path: Problem['path']): unknown {
  const field = path.findLastIndex((part) => typeof part === 'string');
  const last = path[field];
  if (typeof last !== 'string') return input;
  return replaceAt(input, path.slice(0, field), (parent) => {
    if (!isObject(parent)) return parent;
    return Object.fromEntries(Object.entries(parent).filter(([key]) => key !== last));
  });
}

function readAsValue(value: unknown): unknown {
  return typeof value === 'string' ? [value] : readAsText(value);
}

/**
 * An empty text replaces an item that cannot be read. So the other items keep their indexes, which later problems need
 * to find their place.
 */
function readAsItem(value: unknown): unknown {
  return typeof value === 'object' ? '' : readAsText(value);
}

function readAsText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** A copy with another value at the end of a path; the input itself where the path leads to no value. */
function replaceAt(input: unknown, path: Problem['path'], change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(input);
  if (Array.isArray(input)) {
    return input.map((item, index) => (index === key ? replaceAt(item, rest, change) : item));
  }
  if (!isObject(input) || !Object.hasOwn(input, key)) return input;
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, name === key ? replaceAt(value, rest, change) : value]),
  );
}
