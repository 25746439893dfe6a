import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The real Functions, Tasks and CRDs that the tests read where they are there: a folder beside the repository, which is
 * never part of it.
 */
const shared = fileURLToPath(new URL('../../../../shared/', import.meta.url));

/** Whether the shared data is there; tests that need it are skipped elsewhere, and say so. */
export const hasSharedData: boolean = existsSync(shared);

/** The text of a shared file: `corpus/docs/task.yaml`. */
export function readShared(path: string): string {
  return readFileSync(shared + path, 'utf8');
}

/** The files below a shared folder whose names end so, as paths for {@link readShared}, sorted. */
export function listShared(folder: string, end: string): ReadonlyArray<string> {
  if (!hasSharedData) return [];
  return readdirSync(shared + folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(end))
    .map((path) => `${folder}/${path}`)
    .sort();
}

/** The JSON values of the lines of a shared file. */
export function readSharedLines(path: string): ReadonlyArray<unknown> {
  if (!hasSharedData) return [];
  return readShared(path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}
