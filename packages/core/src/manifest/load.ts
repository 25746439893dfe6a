import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { Ord as number } from 'fp-ts/lib/number.js';
import { contramap, type Ord } from 'fp-ts/lib/Ord.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { type ReadonlyNonEmptyArray, sort } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { DecodeOptions } from '../codec/decode-with.ts';
import type { CoreProblemCode } from '../problem/core-problem-code.ts';
import type { Problem, Problems } from '../problem/problem.ts';
import { decodeResource } from '../resource/decode-resource.ts';
import { kindNamed } from '../resource/kinds.ts';
import type { Resource } from '../resource/resource.ts';
import { salvage } from '../resource/salvage.ts';
import { mostProblems } from './build-value.ts';
import { documentLocator } from './document-locator.ts';
import { isForeign } from './is-foreign.ts';
import { isPlainString } from './kubernetes-scalar.ts';
import { type ListItem, listItems, ofItem } from './list-items.ts';
import { type Locator, rememberSource } from './locate.ts';
import { collectManifests, type Manifests, type OtherObject } from './manifests.ts';
import { readDocuments } from './read-documents.ts';
import { sourceText } from './source-text.ts';

/** How {@link loadManifests} reads. */
export interface LoadOptions {
  /** The name of the file, for the places of problems: `function.yaml`. It is not read. */
  readonly file?: string;
  /** Whether unknown fields are dropped with a warning instead of being a Problem. Default false. */
  readonly lenient?: DecodeOptions['lenient'];
}

/**
 * Reads the resources of a text: YAML, of one document or many, or JSON, one value or a stream of them; a `List`, of
 * whatever kind, stands for its items. Empty documents are passed over.
 *
 * Scalars are read as Kubernetes reads them: `yes` is a boolean and `012` is ten, see `readPlainScalar`. Every resource is
 * decoded strictly. Objects of other APIs are kept as they are in `others`. A text without a resource gives empty
 * Manifests.
 *
 * Everything that is wrong in any document is reported, with its place; a document that is not YAML does not hide the
 * problems of the others. No text makes it throw: aliases, depth and size are bounded.
 *
 * Problems: those of `decodeResource`; `duplicate-resource`; and of the text `yaml-syntax`, `duplicate-key`,
 * `invalid-key`, `invalid-alias`, `excessive-aliasing`, `invalid-merge`, `invalid-tag`, `invalid-number`,
 * `control-character`, `too-deep`, `too-large`, `too-many-problems`, `not-an-object`, `invalid-list`. Warnings:
 * `inexact-number`, `unquoted-template`.
 */
export function loadManifests(text: string, options: LoadOptions = {}): Either<Problems, Manifests> {
  const { manifests, problems } = read(text, options, () => undefined);
  return problems.some(isError) && isNonEmpty(problems) ? left(problems) : right(manifests);
}

/** What {@link readManifests} makes of a text. */
export interface ReadManifests {
  /** Every resource of which enough could be read to look at it further. Not for running anything while there are errors. */
  readonly manifests: Manifests;
  /** Everything that is wrong, and the warnings, in the order of the text. */
  readonly problems: ReadonlyArray<Problem>;
}

/**
 * {@link loadManifests} for editors and linters: gives what could be read as well as everything that is wrong with it, so
 * that later stages can find their mistakes in the same run. From a malformed resource what is wrong is cut out: see
 * `salvage`. Of two resources with one name the first counts. `lintManifests` says the warnings again, so a program that
 * lints as well takes only the errors from here.
 *
 * Problems: those of {@link loadManifests}.
 */
export function readManifests(text: string, options: LoadOptions = {}): ReadManifests {
  return read(text, options, salvage);
}

function read(text: string, options: LoadOptions, rescue: typeof salvage): ReadManifests {
  const source = sourceText(text, options.file);
  const problems: Array<Problem> = [];
  const warnings: Array<Problem> = [];
  const all: Array<Resource> = [];
  const others: Array<OtherObject> = [];
  const report = (problem: Problem): void => {
    const list = isError(problem) ? problems : warnings;
    if (list.length < mostProblems) list.push(problem);
  };
  for (const document of readDocuments(source, report)) {
    if (problems.length >= mostProblems) break;
    const locator = documentLocator(source, document);
    for (const problem of document.problems) report(ofItem(problem, document.value));
    if (document.value === null) continue;
    for (const item of listItems(document.value, locator, report)) {
      if (problems.length >= mostProblems) break;
      const found = isForeign(item.value) ? item.value : undefined;
      if (found !== undefined) {
        rememberSource(found, item.locator);
        others.push(found);
        continue;
      }
      const resource = decodeItem(
        item,
        options,
        (problem) => report(asWritten(problem, text)),
        (value, mistakes) => rescue(value, mistakes, `unnamed-${all.length}`),
      );
      if (resource !== undefined) all.push(resource);
    }
  }
  if (problems.length >= mostProblems) problems.push(tooManyProblems);
  const { manifests, duplicates } = collectManifests({ all, others, warnings });
  // Where the input is refused, its warnings are often what explains it.
  const everything = [...problems, ...duplicates.slice(0, mostProblems), ...warnings];
  return { manifests, problems: isNonEmpty(everything) ? inOrder(everything) : [] };
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

const tooManyProblems: Problem<CoreProblemCode> = {
  code: 'too-many-problems',
  severity: 'error',
  message: `there are ${mostProblems} problems or more, of which these are the first`,
  path: [],
};

function decodeItem(
  { value, locator }: ListItem,
  { lenient = false }: LoadOptions,
  report: (problem: Problem) => void,
  rescue: (value: unknown, mistakes: Problems) => Resource | undefined,
): Resource | undefined {
  const place = (problem: Problem): void => report(withSource(problem, locator));
  const decoded = decodeResource(value, { lenient, onWarning: place });
  if (isLeft(decoded)) decoded.left.forEach(place);
  const resource = isLeft(decoded) ? rescue(value, decoded.left) : decoded.right;
  if (resource !== undefined) rememberSource(resource, throughSpelling(resource, value, locator));
  return resource;
}

/** Fields are asked for by the CRD's names, whichever they were written with. */
function throughSpelling(resource: Resource, written: unknown, locator: Locator): Locator {
  const spelling = kindNamed(resource.kind)?.respell?.(written);
  if (spelling === undefined || spelling.input === written) return locator;
  return (path, options) => locator(spelling.pathInDocument(path), options);
}

function withSource(problem: Problem, locator: Locator): Problem {
  const source = locator(problem.path, { at: aboutNames.has(problem.code) ? 'key' : 'value' });
  return problem.source !== undefined || source === undefined ? problem : { ...problem, source };
}

/** A decoder sees the boolean true or the number 10, and not that `y` or `012` was written, which is what needs quotes. */
function asWritten(problem: Problem, text: string): Problem {
  const { code, hint, source } = problem;
  if (code !== 'wrong-type' || source === undefined || hint?.startsWith(quotesHint) !== true) return problem;
  const written = text.slice(source.start.offset, source.end.offset);
  return isPlainString(written) ? problem : { ...problem, hint: `${quotesHint}"${written}"` };
}

const quotesHint = 'write it in quotes: ';

/** The problems that are about the name of a field and not about its value. */
const aboutNames: ReadonlySet<string> = new Set<CoreProblemCode>([
  'unknown-field',
  'nested-spelling',
  'both-spellings',
]);

function inOrder(problems: ReadonlyNonEmptyArray<Problem>): Problems {
  return sort(byOffset)(problems);
}

const byOffset: Ord<Problem> = contramap(({ source }: Problem) => source?.start.offset ?? Number.POSITIVE_INFINITY)(
  number,
);
