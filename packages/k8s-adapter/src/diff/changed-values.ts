import { dequal } from 'dequal/lite';
import type { Path } from '../origin/origins.ts';

/** A value that differs, with its old and its new value. Either is undefined where it is not there. */
export interface ChangedValue {
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The values in which two values differ. It looks into maps and lists that both have. A map or list that only one has
 * is one change, however large.
 */
export function changedValues(before: unknown, after: unknown, path: Path = []): ReadonlyArray<ChangedValue> {
  if (dequal(before, after)) return [];
  if (!isParent(before) || !isParent(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [{ path, before, after }];
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) =>
    changedValues(before[key], after[key], [...path, Array.isArray(after) ? Number(key) : key]),
  );
}

function isParent(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
