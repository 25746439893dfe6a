import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadManifests, type Manifests, mergeManifests, type Problem, type Problems } from '@stash-functions/core';
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import type { TestingProblemCode } from '../testing-problem-code.ts';

/**
 * Reads the resources of files, and of all `.yaml`, `.yml` and `.json` files of folders and the folders in them, as one.
 * Paths are relative to the folder that the tests are started in; `new URL('functions', import.meta.url)` is relative to
 * the test. Other files of a folder, and its hidden files and `node_modules`, are passed over.
 *
 * What comes back is for `manifests` of a scenario: everything that is wrong with the files is then among its problems.
 *
 * Problems, all of them at once: those of `loadManifests` and `mergeManifests`; `manifest-unreadable`.
 */
export function readManifestFiles(...paths: ReadonlyArray<string | URL>): Either<Problems, Manifests> {
  const problems: Array<Problem> = [];
  const manifests: Array<Manifests> = [];
  for (const path of paths.map((each) => (each instanceof URL ? fileURLToPath(each) : each))) {
    for (const file of filesOf(path, problems)) {
      const loaded = loadManifests(readFileSync(file, 'utf8'), { file: relative(process.cwd(), file) });
      if (isLeft(loaded)) problems.push(...loaded.left);
      else manifests.push(loaded.right);
    }
  }
  return isNonEmpty(problems) ? left(problems) : mergeManifests(...manifests);
}

function filesOf(path: string, problems: Array<Problem>): ReadonlyArray<string> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile()) return [path];
  const found = stats?.isDirectory() ? manifestsBelow(path) : [];
  if (found.length === 0) {
    const problem: Problem<TestingProblemCode> = {
      code: 'manifest-unreadable',
      severity: 'error',
      message: stats === undefined ? `there is no file or folder ${path}` : `the folder ${path} holds no manifest`,
      path: [],
      hint: `paths begin at ${process.cwd()}`,
    };
    problems.push(problem);
  }
  return found;
}

function manifestsBelow(folder: string): ReadonlyArray<string> {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return manifestsBelow(path);
      return /\.(ya?ml|json)$/.test(entry.name) ? [path] : [];
    });
}
