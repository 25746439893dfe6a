import type { Problem } from '@stash-functions/core';
import {
  type ManifestFile,
  type ReadManifestFiles,
  readManifestFiles,
  readManifestTexts,
} from '@stash-functions/core/files';
import { CannotDo } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';

/** The name by which places name what was piped in. */
export const stdinName = '<stdin>';

/**
 * Reads the manifests of files, folders, globs and, for `-`, of what is piped in, as one.
 *
 * @throws CannotDo where a path leads to nothing that can be read: whoever names a file wants it looked at
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
