/** The language server, for Node. */

import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readManifestFiles } from '@stash-functions/core/files';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node.js';
import { handle } from './server/handle.ts';

export { handle, type ServerOptions } from './server/handle.ts';

/**
 * Answers the Language Server Protocol on stdin and stdout, and ends the process when the client leaves. From then on,
 * nothing else may be written to stdout.
 *
 * @param version - the version that the server reports
 */
export function serveStdio(version: string): void {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  handle(connection, { readLibrary, version });
}

/** A folder that cannot be read counts as one without manifests. Its files are read when they are opened. */
async function readLibrary(folders: ReadonlyArray<string>): Promise<Iterable<readonly [uri: string, text: string]>> {
  const paths = folders.filter((uri) => uri.startsWith('file:')).map((uri) => fileURLToPath(uri));
  const { files } = await readManifestFiles(paths);
  return files.map(({ file, text }) => [pathToFileURL(resolve(file)).href, text] as const);
}
