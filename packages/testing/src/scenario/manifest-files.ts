import type { Manifests, Problems } from '@stash-functions/core';
import { readManifestFilesSync } from '@stash-functions/core/files';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import type { ScenarioProblemCode } from '../testing-problem-code.ts';

/**
 * Reads the resources of files, of all `.yaml`, `.yml` and `.json` files of folders and of the folders in them, and of
 * globs, as one. Paths are relative to the folder that the tests are started in; `new URL('functions', import.meta.url)`
 * is relative to the test. Hidden files and `node_modules` of a folder are passed over.
 *
 * What comes back is for `manifests` of a scenario: everything that is wrong with the files is then among its problems,
 * and beside it what is wrong with the templates and values that could be read nevertheless.
 *
 * Problems, all of them at once: those of `loadManifestFiles`.
 */
export function readManifestFiles(
  ...paths: ReadonlyArray<string | URL>
): Either<Problems<ScenarioProblemCode>, Manifests> {
  const { manifests, problems } = readManifestFilesSync(paths);
  if (!isNonEmpty(problems) || problems.every(({ severity }) => severity !== 'error')) return right(manifests);
  readable.set(problems, manifests);
  return left(problems);
}

/**
 * What could be read of files beside their Problems, cut to what is valid: for finding more Problems, never for running
 * anything. Of two resources with one name the first counts.
 *
 * @param problems - what `readManifestFiles` gave, the same array
 * @returns undefined for other Problems
 */
export function readableBeside(problems: Problems<ScenarioProblemCode>): Manifests | undefined {
  return readable.get(problems);
}

const readable = new WeakMap<object, Manifests>();
