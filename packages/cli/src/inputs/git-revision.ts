import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ManifestFile } from '@stash-functions/core/files';
import { CannotDo } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Reads the manifests below some paths in a revision of the git repository that holds the working folder.
 *
 * @param paths - relative to the working folder; the whole folder if there are none
 * @throws CannotDo where there is no repository, no such revision, or no git
 */
export async function readRevision(
  revision: string,
  paths: ReadonlyArray<string>,
  { cwd }: Terminal,
): Promise<ReadonlyArray<ManifestFile>> {
  // To git, a revision that begins with a dash would be an option.
  if (revision.startsWith('-')) throw new CannotDo(`${revision} is no revision`);
  const listed = await git(
    ['ls-tree', '-r', '-z', '--name-only', revision, '--', ...(paths.length === 0 ? ['.'] : paths)],
    cwd,
  );
  const files = listed.split('\0').filter((file) => /\.(?:ya?ml|json)$/.test(file) && !file.includes('node_modules/'));
  return Promise.all(files.map(async (file) => ({ file, text: await git(['show', `${revision}:./${file}`], cwd) })));
}

const run = promisify(execFile);

async function git(args: ReadonlyArray<string>, cwd: string): Promise<string> {
  try {
    const { stdout } = await run('git', [...args], { cwd, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new CannotDo(`git says: ${said === '' ? String(error) : said}`);
  }
}
