import { type Either, isLeft, left } from 'fp-ts/lib/Either.js';
import { Ord as number } from 'fp-ts/lib/number.js';
import { contramap, type Ord } from 'fp-ts/lib/Ord.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { type ReadonlyNonEmptyArray, sort } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { DecodeOptions } from '../codec/decode-with.ts';
import type { CoreProblemCode } from '../problem/core-problem-code.ts';
import type { Problem, Problems } from '../problem/problem.ts';
import { decodeResource } from '../resource/decode-resource.ts';
import { readDocumentSpelling } from '../resource/document-spelling.ts';
import type { Resource } from '../resource/resource.ts';
import { mostProblems } from './build-value.ts';
import { documentLocator } from './document-locator.ts';
import { isForeign } from './is-foreign.ts';
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
  const source = sourceText(text, options.file);
  const problems: Array<Problem> = [];
  const warnings: Array<Problem> = [];
  const all: Array<Resource> = [];
  const others: Array<OtherObject> = [];
  const report = (problem: Problem): void => {
    const list = problem.severity === 'error' ? problems : warnings;
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
      const resource = decodeItem(item, options, report);
      if (resource !== undefined) all.push(resource);
    }
  }
  if (problems.length >= mostProblems) problems.push(tooManyProblems);
  const manifests = collectManifests({ all, others, warnings });
  if (isLeft(manifests)) problems.push(...manifests.left.slice(0, mostProblems));
  // Where the input is refused, its warnings are often what explains it.
  const everything = [...problems, ...warnings];
  return problems.length > 0 && isNonEmpty(everything) ? left(inOrder(everything)) : manifests;
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
): Resource | undefined {
  const place = (problem: Problem): void => report(withSource(problem, locator));
  const decoded = decodeResource(value, { lenient, onWarning: place });
  if (isLeft(decoded)) {
    decoded.left.forEach(place);
    return undefined;
  }
  rememberSource(decoded.right, throughSpelling(decoded.right, value, locator));
  return decoded.right;
}

/** A Function's fields are asked for by the CRD's names, whichever they were written with. */
function throughSpelling(resource: Resource, written: unknown, locator: Locator): Locator {
  if (resource.kind !== 'Function') return locator;
  const { input, pathInDocument } = readDocumentSpelling(written);
  return input === written ? locator : (path, options) => locator(pathInDocument(path), options);
}

function withSource(problem: Problem, locator: Locator): Problem {
  const source = locator(problem.path, { at: aboutNames.has(problem.code) ? 'key' : 'value' });
  return problem.source !== undefined || source === undefined ? problem : { ...problem, source };
}

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
