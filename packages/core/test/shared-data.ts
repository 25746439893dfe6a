import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The folder of real Functions, Tasks and CRDs that the tests read if it is there. It lies beside the repository and is
 * never part of it.
 */
const shared = fileURLToPath(new URL('../../../../shared/', import.meta.url));

/** True where the shared data is there. Elsewhere, tests that need it are skipped, and say so. */
export const hasSharedData: boolean = existsSync(shared);

/** The text of a shared file: `corpus/docs/task.yaml`. */
export function readShared(path: string): string {
  return readFileSync(shared + path, 'utf8');
}

/** The files below a shared folder whose names have this end, as paths for {@link readShared}, sorted. */
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
