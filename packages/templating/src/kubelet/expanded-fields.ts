import { readOr } from '../input/read-input.ts';
import { expandReferences } from './references.ts';

/** A field of a container in which the kubelet looks for `$$` and `$(NAME)`; `*` stands for each item of a list. */
export interface ExpandedField {
  /** From the root of a container of a pod, such as that of a hook. */
  readonly inContainer: ReadonlyArray<string>;
  /** From the `spec` of a Function. */
  readonly inFunction: ReadonlyArray<string>;
}

/**
 * Every field that the kubelet expands. It leaves the commands of lifecycle hooks, the image, the working directory and
 * the paths of mounts alone. In a probe it knows the variables with a plain value alone.
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

/** Whether the kubelet expands the string at a path from the `spec` of a Function. */
export function isExpandedInFunction(path: ReadonlyArray<string | number>): boolean {
  return expandedFields.some(({ inFunction }) => matches(inFunction, path));
}

/**
 * A container as its programs see it: every string that the kubelet expands is expanded, with the references to
 * environment variables left as they are. The container itself is left alone, and what holds no `$` is shared with it.
 */
export function asProgramsSee<Container extends object>(container: Container): Container;
export function asProgramsSee(container: object): unknown {
  return readOr<unknown>(container, () =>
    expandedFields.reduce<unknown>((seen, { inContainer }) => expandAt(seen, inContainer, 0), container),
  );
}

function matches(pattern: ReadonlyArray<string>, path: ReadonlyArray<string | number>): boolean {
  return (
    pattern.length === path.length &&
    pattern.every((key, index) => (key === '*' ? typeof path[index] === 'number' : key === path[index]))
  );
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
