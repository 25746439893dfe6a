import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { DecodeOptions } from '../codec/decode-with.ts';
import { checkOptions, type RulesFor } from '../input/check-options.ts';
import { readOr } from '../input/read-or.ts';
import { type ReadManifests, readManifests } from '../manifest/load.ts';
import { collectManifests, type Manifests } from '../manifest/manifests.ts';
import type { CoreProblemCode } from '../problem/core-problem-code.ts';
import { isError, isNonEmpty, noProblems } from '../problem/gather.ts';
import type { Problem, Problems } from '../problem/problem.ts';
import { findManifestFiles, unreadableFile } from './find-files.ts';

/** Options for reading files. */
export interface ManifestFilesOptions {
  /** The folder that relative paths begin at. Default: the working folder of the process. */
  readonly cwd?: string | undefined;
  /** True drops unknown fields with a warning instead of a Problem. Default false. */
  readonly lenient?: DecodeOptions['lenient'] | undefined;
}

/** One path or several: files, folders or globs. A `URL` is the address of one file. */
export type ManifestPaths = string | URL | ReadonlyArray<string | URL>;

/** All resources that could be read of some files, and everything that is wrong with the files. */
export interface ReadManifestFiles extends ReadManifests<CoreProblemCode> {
  /** Each file that was read, with its text, in the order in which they were read. */
  readonly files: ReadonlyArray<ManifestFile>;
}

/** A file that was read. */
export interface ManifestFile {
  /** The path of the file, as the places of Problems name it. */
  readonly file: string;
  /** The text of the file. */
  readonly text: string;
}

/**
 * Reads the resources of files, folders and globs as one set. In a folder and its subfolders it reads every `.yaml`,
 * `.yml` and `.json` file, but passes over hidden files and `node_modules`. Positions name the file.
 *
 * Reports all Problems at once: those of `loadManifests` and `mergeManifests`, and `unreadable-file`. There is one
 * `unreadable-file` for each path that leads to no manifest, and for each file that cannot be read or is not UTF-8.
 */
export async function loadManifestFiles(
  paths: ManifestPaths,
  options: ManifestFilesOptions = {},
): Promise<Either<Problems<CoreProblemCode>, Manifests>> {
  return unlessErrors(await readManifestFiles(paths, options));
}

/**
 * Does the same as {@link loadManifestFiles} for callers that cannot wait, such as a test file that defines its tests
 * from the resources.
 */
export function loadManifestFilesSync(
  paths: ManifestPaths,
  options: ManifestFilesOptions = {},
): Either<Problems<CoreProblemCode>, Manifests> {
  return unlessErrors(readManifestFilesSync(paths, options));
}

/**
 * Does the same as {@link loadManifestFiles} for editors, linters and commands: it gives all that could be read as well
 * as everything that is wrong. `readManifests` does this for one text. The first of two resources with one name counts.
 */
export async function readManifestFiles(
  paths: ManifestPaths,
  options: ManifestFilesOptions = {},
): Promise<ReadManifestFiles> {
  const wrong = faultsOf(paths, options);
  if (wrong.length > 0) return nothingRead(wrong);
  const { cwd = process.cwd(), lenient } = options;
  const found = findManifestFiles(listOf(paths), cwd);
  const contents = await Promise.all(
    found.files.map((file) => readFile(resolve(cwd, file)).then((bytes) => decode(file, bytes), notRead(file))),
  );
  return assemble(contents, found.problems, lenient);
}

/** Does the same as {@link readManifestFiles}, without waiting. */
export function readManifestFilesSync(paths: ManifestPaths, options: ManifestFilesOptions = {}): ReadManifestFiles {
  const wrong = faultsOf(paths, options);
  if (wrong.length > 0) return nothingRead(wrong);
  const { cwd = process.cwd(), lenient } = options;
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
 * Reads the resources of several files as {@link readManifestFiles} does, from texts that the caller has: from a pipe,
 * a version control system or an editor.
 */
export function readManifestTexts(
  files: ReadonlyArray<ManifestFile>,
  options: Pick<ManifestFilesOptions, 'lenient'> = {},
): ReadManifestFiles {
  const texts = readOr([], () =>
    files.filter(({ file, text }) => typeof file === 'string' && typeof text === 'string'),
  );
  const wrong = [
    ...(readOr(false, () => texts.length === files.length)
      ? noProblems
      : [unreadableFile('a file has a name and a text')]),
    ...checkOptions(options, { lenient: 'boolean' }),
  ];
  return wrong.length > 0 ? nothingRead(wrong) : assemble(texts, [], options.lenient);
}

const filesRules: RulesFor<ManifestFilesOptions> = { cwd: 'text', lenient: 'boolean' };

/** The faults in the arguments: what is no path, and options that there are none of. */
function faultsOf(paths: unknown, options: unknown): ReadonlyArray<Problem<CoreProblemCode>> {
  const list: unknown = Array.isArray(paths) ? paths : [paths];
  const arePaths = Array.isArray(list) && list.every((path) => typeof path === 'string' || path instanceof URL);
  const wrong = checkOptions(options, filesRules);
  return arePaths ? wrong : [unreadableFile('a path is a text or the URL of a file'), ...wrong];
}

function nothingRead(problems: ReadonlyArray<Problem<CoreProblemCode>>): ReadManifestFiles {
  const { manifests } = collectManifests({ all: [], others: [], warnings: [] });
  return { manifests, problems, salvaged: new Map(), files: [] };
}

function listOf(paths: ManifestPaths): ReadonlyArray<string | URL> {
  return typeof paths === 'string' || paths instanceof URL ? [paths] : paths;
}

function unlessErrors({
  manifests,
  problems,
}: Pick<ReadManifests<CoreProblemCode>, 'manifests' | 'problems'>): Either<Problems<CoreProblemCode>, Manifests> {
  return problems.some(isError) && isNonEmpty(problems) ? left(problems) : right(manifests);
}

function decode(file: string, bytes: Uint8Array): ManifestFile | Problem<'unreadable-file'> {
  try {
    return { file, text: utf8.decode(bytes) };
  } catch {
    return unreadableFile(`${file} is not UTF-8`, 'save it as UTF-8');
  }
}

/**
 * Bytes that are not UTF-8 are an error, because a replaced character would silently change a value. The reader of
 * manifests takes the byte order mark.
 */
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
  const salvaged = new Map(reads.flatMap((read) => [...read.salvaged]));
  return { manifests, problems, salvaged, files };
}
