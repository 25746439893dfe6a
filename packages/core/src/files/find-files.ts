import { statSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convertPathToPattern, globSync, isDynamicPattern } from 'tinyglobby';
import { coreProblem } from '../problem/core-problem-code.ts';
import type { Problem } from '../problem/problem.ts';

/** Files that were found, and a Problem for each path that leads to none. */
export interface FoundFiles {
  /** Relative to the working folder where they lie below it, each once; in the order of the paths, sorted within each. */
  readonly files: ReadonlyArray<string>;
  /** `unreadable-file`, one a path. */
  readonly problems: ReadonlyArray<Problem<'unreadable-file'>>;
}

/**
 * The manifests that paths lead to: a file as it is, whatever its name; of a folder, and of the folders in it, every
 * `.yaml`, `.yml` and `.json` file; of a glob such as `backup/**\/*.yaml`, every file that it matches. Hidden files and
 * `node_modules` of a folder are passed over.
 */
export function findManifestFiles(paths: ReadonlyArray<string | URL>, cwd: string): FoundFiles {
  const files = new Set<string>();
  const problems: Array<Problem<'unreadable-file'>> = [];
  for (const path of paths.map(textOf)) {
    const found = filesAt(path, cwd);
    if (typeof found === 'string') problems.push(unreadableFile(found, `paths begin at ${cwd}`));
    else for (const file of found) files.add(shown(file, cwd));
  }
  return { files: [...files], problems };
}

/** A file, a folder or a path of which nothing can be read. */
export function unreadableFile(message: string, hint?: string): Problem<'unreadable-file'> {
  return coreProblem('unreadable-file', { message, hint });
}

function textOf(path: string | URL): string {
  return path instanceof URL ? fileURLToPath(path) : path;
}

/** The files, or why there are none. */
function filesAt(path: string, cwd: string): ReadonlyArray<string> | string {
  const absolute = isAbsolute(path) ? path : join(cwd, path);
  const stats = statSync(absolute, { throwIfNoEntry: false });
  if (stats?.isDirectory()) {
    const found = matching(`${convertPathToPattern(absolute)}/**/*.{yaml,yml,json}`, cwd);
    return found.length > 0 ? found : `the folder ${path} holds no manifest`;
  }
  if (stats !== undefined) return [absolute];
  if (!isDynamicPattern(path)) return `there is no file or folder ${path}`;
  const found = matching(path, cwd);
  return found.length > 0 ? found : `no file matches ${path}`;
}

function matching(pattern: string, cwd: string): ReadonlyArray<string> {
  const options = { absolute: true, expandDirectories: false, ignore: ['**/node_modules/**'] };
  return globSync(pattern, { cwd, ...options }).sort();
}

/** As a person in the working folder would write it. */
function shown(file: string, cwd: string): string {
  const below = relative(cwd, file);
  return below.startsWith('..') || isAbsolute(below) ? file : below;
}
