import { readOr } from '@stash-functions/core/decode';
import { expandReferences } from './references.ts';

/** A field of a container in which the kubelet looks for `$$` and `$(NAME)`; `*` stands for each item of a list. */
export interface ExpandedField {
  /** The path from the root of a container of a pod, or of a hook. */
  readonly inContainer: ReadonlyArray<string>;
  /** The path from the `spec` of a Function. */
  readonly inFunction: ReadonlyArray<string>;
}

/**
 * Every field that the kubelet expands. It does not expand the commands of lifecycle hooks, the image, the working
 * directory or the paths of mounts. In a probe it only knows variables with a plain value.
 */
export const expandedFields: ReadonlyArray<ExpandedField> = [
  { inContainer: ['command', '*'], inFunction: ['command', '*'] },
  { inContainer: ['args', '*'], inFunction: ['args', '*'] },
  { inContainer: ['env', '*', 'value'], inFunction: ['runtimeSettings', 'env', '*', 'value'] },
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => ({
    inContainer: [probe, 'exec', 'command', '*'],
    inFunction: ['runtimeSettings', probe, 'exec', 'command', '*'],
  })),
  { inContainer: ['volumeMounts', '*', 'subPathExpr'], inFunction: ['volumeMounts', '*', 'subPathExpr'] },
];

/** True where the kubelet expands the string at a path from the `spec` of a Function. */
export function isExpandedInFunction(path: ReadonlyArray<string | number>): boolean {
  return Array.isArray(path) && expandedFields.some(({ inFunction }) => matches(inFunction, path));
}

/**
 * Gives a container as its programs see it. Every string that the kubelet expands is expanded, except that references
 * to environment variables stay. The container itself is not changed, and the copy shares all parts without a `$` with
 * it.
 */
export function asProgramsSee<Container extends object>(container: Container): Container;
export function asProgramsSee(container: object): unknown {
  return readOr<unknown>(container, () =>
    expandedFields.reduce<unknown>((seen, { inContainer }) => expandAt(seen, inContainer, 0), container),
  );
}

function matches(pattern: ReadonlyArray<string>, path: ReadonlyArray<string | number>): boolean {
  if (pattern.length !== path.length) return false;
  for (let index = 0; index < pattern.length; index += 1) {
    const key = pattern[index];
    if (key === '*' ? typeof path[index] !== 'number' : key !== path[index]) return false;
  }
  return true;
}

function expandAt(value: unknown, pattern: ReadonlyArray<string>, depth: number): unknown {
  const key = pattern[depth];
  if (key === undefined) return typeof value === 'string' ? expandReferences(value) : value;
  if (key === '*') {
    if (!Array.isArray(value)) return value;
    const items = value.map((item: unknown) => expandAt(item, pattern, depth + 1));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return value;
  const fields = new Map<string, unknown>(Object.entries(value));
  const before = fields.get(key);
  const after = expandAt(before, pattern, depth + 1);
  return after === before ? value : Object.fromEntries(fields.set(key, after));
}
