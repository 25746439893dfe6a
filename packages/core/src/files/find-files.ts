import { statSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { convertPathToPattern, globSync, isDynamicPattern } from 'tinyglobby';
import { coreProblem } from '../problem/core-problem-code.ts';
import type { Problem } from '../problem/problem.ts';

/** Files that were found, and a Problem for each path that leads to none. */
export interface FoundFiles {
  /**
   * The files, each once, in the order of the paths and sorted within each path. A file below the working folder is
   * relative to it.
   */
  readonly files: ReadonlyArray<string>;
  /** `unreadable-file`, one for each path that leads to no file. */
  readonly problems: ReadonlyArray<Problem<'unreadable-file'>>;
}

/**
 * Finds the manifests that paths lead to. A path may be a file, whatever its name. It may be a folder: every `.yaml`,
 * `.yml` and `.json` file in it and in its subfolders counts. Or it is a glob such as `backup/**\/*.yaml`. Hidden files
 * and `node_modules` of a folder are passed over.
 */
export function findManifestFiles(paths: ReadonlyArray<string | URL>, cwd: string): FoundFiles {
  const files = new Set<string>();
  const problems: Array<Problem<'unreadable-file'>> = [];
  for (const path of paths) {
    const found = filesAtOrFault(path, cwd);
    if (typeof found === 'string') problems.push(unreadableFile(found, `paths begin at ${cwd}`));
    else for (const file of found) files.add(shown(file, cwd));
  }
  return { files: [...files], problems };
}

/** The Problem of a file, a folder or a path that cannot be read. */
export function unreadableFile(message: string, hint?: string): Problem<'unreadable-file'> {
  return coreProblem('unreadable-file', { message, hint });
}

/** The files, or why there are none: a path may be one that no file system takes. */
function filesAtOrFault(path: string | URL, cwd: string): ReadonlyArray<string> | string {
  try {
    return filesAt(textOf(path), cwd);
  } catch (error) {
    return `the path ${String(path)} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function textOf(path: string | URL): string {
  return path instanceof URL ? fileURLToPath(path) : path;
}

/** The files of a path, or the reason why there are none. */
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

/** The path of a file as somebody in the working folder would write it. */
function shown(file: string, cwd: string): string {
  const below = relative(cwd, file);
  return below.startsWith('..') || isAbsolute(below) ? file : below;
}
