import type { Path } from '../origin/origins.ts';

/** The paths of all leaves of a value: of everything that is no map or list, or an empty one. */
export function leafPaths(value: unknown, path: Path = []): ReadonlyArray<Path> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([key, part]) =>
    leafPaths(part, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
