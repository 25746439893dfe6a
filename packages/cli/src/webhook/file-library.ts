import { formatProblems, isError, type Resource } from '@stash-functions/core';
import type { ReadManifestFiles } from '@stash-functions/core/files';
import { CannotDo } from '../exit-code.ts';
import { readInputs } from '../inputs/read-inputs.ts';
import type { Terminal } from '../terminal.ts';
import { every } from './every.ts';
import type { Library } from './library.ts';

/** The milliseconds between two looks at the files. */
const pollEvery = 2_000;

/**
 * Makes a library of files, which are read again when they change. For the kinds in the files, the library is complete;
 * of other kinds it knows nothing. If files become faulty, the last good ones stay in use.
 *
 * @param say - called with a sentence each time that files were read again, or could not be
 * @throws CannotDo where the files cannot be read, or have errors
 */
export async function fileLibrary(
  paths: ReadonlyArray<string>,
  terminal: Terminal,
  say: (sentence: string) => void,
): Promise<Library> {
  let read = await readInputs(paths, terminal);
  const errors = read.problems.filter(isError);
  if (errors.length > 0) throw new CannotDo(`the library has errors\n\n${formatProblems(errors)}`);
  let current = optionsOf(read);
  let lastTrouble = '';
  const stop = every(pollEvery, async () => {
    const next = await readInputs(paths, terminal).catch((error: Error) => error.message);
    const trouble = typeof next === 'string' ? next : (next.problems.find(isError)?.message ?? '');
    if (typeof next === 'string' || trouble !== '') {
      if (trouble !== lastTrouble) say(`the library stays as it was: ${trouble}`);
    } else if (!haveSameText(read, next)) {
      read = next;
      current = optionsOf(next);
      say(`the library is read again: ${next.manifests.all.length} resources`);
    }
    lastTrouble = trouble;
  });
  return { current: () => current, unready: () => undefined, stop };
}

function optionsOf({ manifests }: ReadManifestFiles): ReturnType<Library['current']> {
  const kinds = new Set(manifests.all.map(({ kind }): Resource['kind'] => kind));
  return { manifests, completeKinds: [...kinds] };
}

function haveSameText({ files: some }: ReadManifestFiles, { files: others }: ReadManifestFiles): boolean {
  return (
    some.length === others.length &&
    some.every(({ file, text }, index) => others[index]?.file === file && others[index].text === text)
  );
}
