import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Manifests,
  manifestKey,
  manifestsOf,
  mergeManifests,
  type Problem,
  type Problems,
  type Resource,
  readManifests,
} from '@stash-functions/core';
import { type Either, isLeft, isRight, left } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import type { TestingProblemCode } from '../testing-problem-code.ts';

/**
 * Reads the resources of files, and of all `.yaml`, `.yml` and `.json` files of folders and the folders in them, as one.
 * Paths are relative to the folder that the tests are started in; `new URL('functions', import.meta.url)` is relative to
 * the test. Other files of a folder, and its hidden files and `node_modules`, are passed over.
 *
 * What comes back is for `manifests` of a scenario: everything that is wrong with the files is then among its problems,
 * and beside it what is wrong with the templates and values that could be read nevertheless.
 *
 * Problems, all of them at once: those of `loadManifests` and `mergeManifests`; `manifest-unreadable`.
 */
export function readManifestFiles(...paths: ReadonlyArray<string | URL>): Either<Problems, Manifests> {
  const problems: Array<Problem> = [];
  const sound: Array<Manifests> = [];
  const all: Array<Manifests> = [];
  for (const path of paths.map((each) => (each instanceof URL ? fileURLToPath(each) : each))) {
    for (const file of filesOf(path, problems)) {
      const read = readManifests(readFileSync(file, 'utf8'), { file: relative(process.cwd(), file) });
      all.push(read.manifests);
      // Where nothing is wrong, the manifests hold the warnings.
      if (read.problems.some(({ severity }) => severity === 'error')) problems.push(...read.problems);
      else sound.push(read.manifests);
    }
  }
  const merged = mergeManifests(...sound);
  if (isLeft(merged)) problems.push(...merged.left);
  if (!isNonEmpty(problems)) return merged;
  const rest = manifestsOf(firstOfEach(all));
  if (isRight(rest)) readable.set(problems, rest.right);
  return left(problems);
}

/**
 * What could be read of files beside their Problems, cut to what is valid: for finding more Problems, never for running
 * anything. Of two resources with one name the first counts.
 *
 * @param problems - what `readManifestFiles` gave, the same array
 * @returns undefined for other Problems
 */
export function readableBeside(problems: Problems): Manifests | undefined {
  return readable.get(problems);
}

const readable = new WeakMap<Problems, Manifests>();

function firstOfEach(manifests: ReadonlyArray<Manifests>): Iterable<Resource> {
  const first = new Map<string, Resource>();
  for (const resource of manifests.flatMap(({ all }) => all)) {
    const key = `${resource.kind} ${manifestKey(resource)}`;
    if (!first.has(key)) first.set(key, resource);
  }
  return first.values();
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
