import type { Manifests, Problems } from '@stash-functions/core';
import { readManifestFilesSync } from '@stash-functions/core/files';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import type { ScenarioProblemCode } from '../testing-problem-code.ts';

/**
 * Reads the resources of files, folders and globs as one. In folders it reads all `.yaml`, `.yml` and `.json` files,
 * also in the folders below. Paths are relative to the folder that the tests are started in. `new URL('functions',
 * import.meta.url)` is relative to the test. Hidden files and `node_modules` of a folder are left out.
 *
 * The result is for `manifests` of a scenario. The problems of the scenario then hold everything that is wrong with the
 * files. They also hold the faults in the templates and values that could be read nevertheless.
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
 * The valid part of files that have Problems. It serves to find more Problems, never to run anything. Where two
 * resources have one name, the first counts.
 *
 * @param problems - the very array that `readManifestFiles` gave
 * @returns undefined for other Problems
 */
export function readableBeside(problems: Problems<ScenarioProblemCode>): Manifests | undefined {
  return readable.get(problems);
}

const readable = new WeakMap<object, Manifests>();
