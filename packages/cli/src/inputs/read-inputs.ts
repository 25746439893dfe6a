import type { Problem } from '@stash-functions/core';
import {
  type ManifestFile,
  type ReadManifestFiles,
  readManifestFiles,
  readManifestTexts,
} from '@stash-functions/core/files';
import { CannotDo } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';

/** The name of the piped text, in the places of its problems. */
export const stdinName = '<stdin>';

/**
 * Reads the manifests of files, folders and globs, and of the piped text for `-`, as one set.
 *
 * @throws CannotDo where a path leads to nothing that can be read, because the user wants it looked at
 */
export async function readInputs(paths: ReadonlyArray<string>, terminal: Terminal): Promise<ReadManifestFiles> {
  const fromFiles = await readManifestFiles(
    paths.filter((path) => path !== '-'),
    { cwd: terminal.cwd },
  );
  const unreadable = fromFiles.problems.filter(isUnreadable);
  if (unreadable.length > 0) throw new CannotDo(unreadable.map(({ message }) => message).join('\nerror: '));
  if (!paths.includes('-')) return fromFiles;
  const piped: ManifestFile = { file: stdinName, text: await terminal.readStdin() };
  return paths.length === 1 ? readManifestTexts([piped]) : readManifestTexts([...fromFiles.files, piped]);
}

function isUnreadable({ code }: Problem): boolean {
  return code === 'unreadable-file';
}
