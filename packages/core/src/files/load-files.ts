import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { DecodeOptions } from '../codec/decode-with.ts';
import { type ReadManifests, readManifests } from '../manifest/load.ts';
import { collectManifests, type Manifests } from '../manifest/manifests.ts';
import type { CoreProblemCode } from '../problem/core-problem-code.ts';
import { isError, isNonEmpty } from '../problem/gather.ts';
import type { Problem, Problems } from '../problem/problem.ts';
import { findManifestFiles, unreadableFile } from './find-files.ts';

/** How files are read. */
export interface ManifestFilesOptions {
  /** The folder that relative paths begin at; the working folder of the process where it is absent. */
  readonly cwd?: string | undefined;
  /** Whether unknown fields are dropped with a warning instead of being a Problem. Default false. */
  readonly lenient?: DecodeOptions['lenient'] | undefined;
}

/** One path or several: files, folders or globs. A `URL` of a file is taken as it is. */
export type ManifestPaths = string | URL | ReadonlyArray<string | URL>;

/** Everything that could be read of some files, and everything that is wrong with them. */
export interface ReadManifestFiles extends ReadManifests<CoreProblemCode> {
  /** Each file that was read, with its text, in the order in which they were read. */
  readonly files: ReadonlyArray<ManifestFile>;
}

/** A file that was read. */
export interface ManifestFile {
  /** Its path as the places of Problems name it. */
  readonly file: string;
  /** What stands in it. */
  readonly text: string;
}

/**
 * Reads the resources of files, of all `.yaml`, `.yml` and `.json` files of folders and of the folders in them, and of
 * globs, as one. Positions name the file. Hidden files and `node_modules` of a folder are passed over.
 *
 * Problems, all of them at once: those of `loadManifests` and `mergeManifests`; `unreadable-file`, one for each path
 * that leads to no manifest and each file that cannot be read or is not UTF-8.
 */
export async function loadManifestFiles(
  paths: ManifestPaths,
  options: ManifestFilesOptions = {},
): Promise<Either<Problems<CoreProblemCode>, Manifests>> {
  return unlessErrors(await readManifestFiles(paths, options));
}

/** {@link loadManifestFiles} for those who cannot wait, such as a test file that defines its tests from what it reads. */
export function loadManifestFilesSync(
  paths: ManifestPaths,
  options: ManifestFilesOptions = {},
): Either<Problems<CoreProblemCode>, Manifests> {
  return unlessErrors(readManifestFilesSync(paths, options));
}

/**
 * {@link loadManifestFiles} for editors, linters and commands: gives what could be read as well as everything that is
 * wrong with it, as `readManifests` does for one text. Of two resources with one name the first counts.
 */
export async function readManifestFiles(
  paths: ManifestPaths,
  { cwd = process.cwd(), lenient }: ManifestFilesOptions = {},
): Promise<ReadManifestFiles> {
  const found = findManifestFiles(listOf(paths), cwd);
  const contents = await Promise.all(
    found.files.map((file) => readFile(resolve(cwd, file)).then((bytes) => decode(file, bytes), notRead(file))),
  );
  return assemble(contents, found.problems, lenient);
}

/** {@link readManifestFiles}, without waiting. */
export function readManifestFilesSync(
  paths: ManifestPaths,
  { cwd = process.cwd(), lenient }: ManifestFilesOptions = {},
): ReadManifestFiles {
  const found = findManifestFiles(listOf(paths), cwd);
  const contents = found.files.map((file) => {
    try {
      return decode(file, readFileSync(resolve(cwd, file)));
    } catch (error) {
      return notRead(file)(error);
    }
  });
  return assemble(contents, found.problems, lenient);
}

/**
 * The resources of several files whose texts are at hand, read as {@link readManifestFiles} reads them: for what comes
 * from a pipe, a version control system or an editor.
 */
export function readManifestTexts(
  files: ReadonlyArray<ManifestFile>,
  { lenient }: Pick<ManifestFilesOptions, 'lenient'> = {},
): ReadManifestFiles {
  return assemble(files, [], lenient);
}

function listOf(paths: ManifestPaths): ReadonlyArray<string | URL> {
  return typeof paths === 'string' || paths instanceof URL ? [paths] : paths;
}

function unlessErrors({
  manifests,
  problems,
}: ReadManifests<CoreProblemCode>): Either<Problems<CoreProblemCode>, Manifests> {
  return problems.some(isError) && isNonEmpty(problems) ? left(problems) : right(manifests);
}

function decode(file: string, bytes: Uint8Array): ManifestFile | Problem<'unreadable-file'> {
  try {
    return { file, text: utf8.decode(bytes) };
  } catch {
    return unreadableFile(`${file} is not UTF-8`, 'save it as UTF-8');
  }
}

/** Fatal, since a replaced character would change a value without a word. The reader of manifests takes the BOM. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function notRead(file: string): (error: unknown) => Problem<'unreadable-file'> {
  return (error) => unreadableFile(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
}

function assemble(
  contents: ReadonlyArray<ManifestFile | Problem<'unreadable-file'>>,
  unfound: ReadonlyArray<Problem<'unreadable-file'>>,
  lenient: ManifestFilesOptions['lenient'],
): ReadManifestFiles {
  const files = contents.filter((each): each is ManifestFile => 'text' in each);
  const unread = contents.filter((each): each is Problem<'unreadable-file'> => !('text' in each));
  const reads = files.map(({ file, text }) =>
    readManifests(text, { file, ...(lenient === undefined ? {} : { lenient }) }),
  );
  const { manifests, duplicates } = collectManifests({
    all: reads.flatMap((read) => read.manifests.all),
    others: reads.flatMap((read) => read.manifests.others),
    warnings: reads.flatMap((read) => read.manifests.warnings),
  });
  const problems = [...unfound, ...unread, ...reads.flatMap((read) => read.problems), ...duplicates];
  return { manifests, problems, files };
}
