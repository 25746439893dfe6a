import { isLeft } from 'fp-ts/lib/Either.js';
import { isObject } from '../codec/is-object.ts';
import type { Problem } from '../problem/problem.ts';
import { decodeResource } from './decode-resource.ts';
import type { Resource } from './resource.ts';

/**
 * What is left of a malformed resource when its mistakes are cut out, so that later stages can look for theirs in the
 * rest: unknown fields are dropped, numbers and booleans where text is wanted are read as text, a text where a list is
 * wanted as its one item, and what cannot be read is left out: an item of a list of texts, else its field, or the field
 * around it where that must not be empty.
 *
 * For showing more problems at once, never for running anything.
 *
 * @param problems - what `decodeResource` said of the input
 * @param placeholder - the name of a resource that has none, or none that is valid
 * @returns undefined where too much is wrong: no kind
 */
export function salvage(input: unknown, problems: ReadonlyArray<Problem>, placeholder: string): Resource | undefined {
  let remaining: unknown = input;
  let mistakes = problems;
  for (let round = 0; round < mostRounds; round += 1) {
    for (const mistake of mistakes) remaining = repair(remaining, mistake, round, placeholder);
    const decoded = decodeResource(remaining, { lenient: true });
    if (!isLeft(decoded)) return decoded.right;
    mistakes = decoded.left;
  }
  return undefined;
}

/** Each round cuts deeper: first a mistake is read as what was probably meant, then it is cut out, then what is around it. */
const mostRounds = 6;

function repair(input: unknown, { code, path }: Problem, round: number, placeholder: string): unknown {
  if (code === 'unknown-field') return input;
  if (path.length === 1 && path[0] === 'metadata') return named(input, placeholder);
  if (path.length === 2 && path[0] === 'metadata' && path[1] === 'name') return named(input, placeholder);
  if (round === 0 && code === 'wrong-type') {
    return replaceAt(input, path, typeof path.at(-1) === 'number' ? readAsItem : readAsValue);
  }
  const whole = code === 'missing-field' ? path.slice(0, -1) : path;
  return cutOut(input, whole.slice(0, Math.max(1, whole.length - Math.max(0, round - 1))));
}

function named(input: unknown, name: string): unknown {
  if (!isObject(input)) return input;
  return { ...input, metadata: { ...(isObject(input.metadata) ? input.metadata : {}), name } };
}

/** A list keeps its other items at their indexes only when it is cut out as a whole. */
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

/** The other items keep their indexes, by which later problems are found in the text. */
function readAsItem(value: unknown): unknown {
  return typeof value === 'object' ? '' : readAsText(value);
}

function readAsText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** A copy along the path, in which the value at its end is another; the input itself where there is no such value. */
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
