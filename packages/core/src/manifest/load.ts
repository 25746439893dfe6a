import { type Either, isLeft, isRight, left, right } from 'fp-ts/lib/Either.js';
import type { DecodeOptions } from '../codec/decode-with.ts';
import { checkOptions, type OptionRules, type RulesFor } from '../input/check-options.ts';
import { coreProblem, type LoadProblemCode } from '../problem/core-problem-code.ts';
import { type Checked, checked, isError, isNonEmpty, joinProblems, noProblems, problemsOf } from '../problem/gather.ts';
import type { Problem, Problems } from '../problem/problem.ts';
import { decodeResource, readResource } from '../resource/decode-resource.ts';
import { kindNamed } from '../resource/kinds.ts';
import { referenceTo } from '../resource/reference-to.ts';
import type { Resource } from '../resource/resource.ts';
import { salvage } from '../resource/salvage.ts';
import { mostProblems } from './build-value.ts';
import { finderIn } from './document-locator.ts';
import { fileModeProblems, mayHaveFileModes } from './file-modes.ts';
import { isForeign } from './is-foreign.ts';
import { type ListItem, listItems, ofItem } from './list-items.ts';
import { type Locator, locateIn, type Origin, originInside, rememberSource } from './locate.ts';
import { collectManifests, type Manifests, type OtherObject } from './manifests.ts';
import { readDocuments } from './read-documents.ts';
import { type SourceText, sourceText } from './source-text.ts';

/** Options of {@link loadManifests}. */
export interface LoadOptions {
  /** The name of the file, for the places of problems: `function.yaml`. The file is not read. */
  readonly file?: string | undefined;
  /** True drops unknown fields with a warning instead of a Problem. Default false. */
  readonly lenient?: DecodeOptions['lenient'] | undefined;
}

/** The options of {@link readManifests}. */
export interface ReadOptions extends LoadOptions {
  /**
   * The result of reading the text as it was before. A document that is as it was keeps its resources: the same objects,
   * for which `locate` answers with their new places from now on. So nothing that is known of them is worked out again.
   */
  readonly previous?: ReadManifests | undefined;
}

/**
 * Reads the resources of a text. The text may be YAML with one document or many, or JSON with one value or a stream of
 * values. A `List` of any kind stands for its items. Empty documents are passed over.
 *
 * Scalars are read as Kubernetes reads them: `yes` is a boolean and `012` is ten (see `readPlainScalar`). Every
 * resource is decoded strictly. Objects of other APIs go into `others` as they are. A text without resources gives
 * empty Manifests.
 *
 * All faults of all documents are reported, each with its place. A document that is not YAML does not hide the problems
 * of the others. No text makes this function throw: aliases, depth and size are bounded.
 *
 * Errors in resources: those of `decodeResource`, and `duplicate-resource`. Errors in the text: `yaml-syntax`,
 * `duplicate-key`, `invalid-key`, `invalid-alias`, `excessive-aliasing`, `invalid-merge`, `invalid-tag`,
 * `invalid-number`, `control-character`, `too-deep`, `too-large`, `too-many-problems`, `not-an-object`, `invalid-list`.
 * Warnings: `inexact-number`, `unquoted-template`, `dropped-text`, `decimal-file-mode`. A status with faults gives
 * warnings only, and is left out. A template of Helm, Jinja or the like is reported once, at its first `{{`.
 *
 * A document without problems takes at most twice the time of js-yaml. The places of fields are found only when
 * somebody asks for them.
 */
export function loadManifests(text: string, options: LoadOptions = {}): Either<Problems<LoadProblemCode>, Manifests> {
  const { manifests, problems } = readChecked(text, options, () => undefined);
  return problems.some(isError) && isNonEmpty(problems) ? left(problems) : right(manifests);
}

/** The result of {@link readManifests}. */
export interface ReadManifests<Code extends string = LoadProblemCode> {
  /**
   * Every resource that could be read well enough to look at it further. Run nothing with it while there are errors.
   */
  readonly manifests: Manifests;
  /** All errors and warnings, in the order of the text. */
  readonly problems: ReadonlyArray<Problem<Code>>;
  /** The resources that differ from the text, each with the errors that were cut out of it. */
  readonly salvaged: ReadonlyMap<object, ReadonlyArray<Problem<Code>>>;
}

/**
 * Does the same as {@link loadManifests} for editors and linters: it gives all that could be read as well as everything
 * that is wrong. So later stages can find their mistakes in the same run. The faulty parts of a malformed resource are
 * cut out: see `salvage`. The first of two resources with one name counts. A program that also lints calls `lintRead`,
 * which reports these problems together with those of lint.
 *
 * Problems: those of {@link loadManifests}.
 */
export function readManifests(text: string, options: ReadOptions = {}): ReadManifests {
  return readChecked(text, options, salvage, readRules);
}

const loadRules: RulesFor<LoadOptions> = { file: 'text', lenient: 'boolean' };

const readRules: RulesFor<ReadOptions> = { ...loadRules, previous: 'object' };

/** Reads a text, unless it is none or an option is wrong. */
function readChecked(
  text: string,
  options: ReadOptions,
  rescue: typeof salvage,
  rules: OptionRules = loadRules,
): ReadManifests {
  const wrong: ReadonlyArray<Problem<LoadProblemCode>> = [
    ...(typeof text === 'string' ? noProblems : [noText]),
    ...checkOptions(options, rules),
  ];
  return wrong.length === 0 ? read(text, options, rescue) : { ...nothingRead, problems: wrong };
}

const noText = coreProblem('unreadable-input', {
  message: 'a manifest is a text',
  hint: 'read the file first; decode an object with `decodeResource`',
});

const nothingRead = {
  manifests: collectManifests({ all: [], others: [], warnings: [] }).manifests,
  salvaged: new Map(),
};

function read(text: string, options: ReadOptions, rescue: typeof salvage): ReadManifests {
  const source = sourceText(text, options.file);
  const problems: Array<Problem<LoadProblemCode>> = [];
  const warnings: Array<Problem<LoadProblemCode>> = [];
  const all: Array<Resource> = [];
  const others: Array<OtherObject> = [];
  const salvaged = new Map<Resource, ReadonlyArray<Problem<LoadProblemCode>>>();
  const report = (problem: Problem<LoadProblemCode>): void => {
    const list = isError(problem) ? problems : warnings;
    if (list.length < mostProblems) list.push(problem);
  };
  const reading = { source, lenient: options.lenient === true, hasModes: mayHaveFileModes(text) };
  const finder = finderIn(source);
  const documents = new Map<string, unknown>();
  for (const document of readDocuments(source, report, options.previous && documentsOf.get(options.previous))) {
    if (problems.length >= mostProblems) break;
    const origin = { finder, start: document.range.start, end: document.range.end, index: document.index };
    for (const problem of document.problems) report(ofItem(problem, document.value));
    if (document.value === null) continue;
    if (document.text !== undefined) documents.set(document.text, document.value);
    for (const item of listItems(document.value, origin, report)) {
      if (problems.length >= mostProblems) break;
      const other = isForeign(item.value) ? item.value : undefined;
      if (other !== undefined) {
        rememberSource(other, item.origin);
        others.push(other);
        continue;
      }
      const { value: resource, problems: found } = decodeItem(item, reading, (value, mistakes) =>
        rescue(value, mistakes, `unnamed-${all.length}`),
      );
      found.forEach(report);
      if (resource === undefined) continue;
      all.push(resource);
      if (found.some(isError)) salvaged.set(resource, found.filter(isError));
    }
  }
  if (problems.length >= mostProblems) problems.push(tooManyProblems);
  const { manifests, duplicates } = collectManifests({ all, others, warnings });
  // The warnings of a refused input often explain its errors.
  const everything = [...problems, ...duplicates.slice(0, mostProblems), ...warnings];
  const result = { manifests, problems: inOrder(everything), salvaged };
  documentsOf.set(result, documents);
  return result;
}

/** The documents without problems that a result was read from, by their texts. */
const documentsOf = new WeakMap<ReadManifests, ReadonlyMap<string, unknown>>();

const tooManyProblems = coreProblem('too-many-problems', {
  message: `there are ${mostProblems} problems or more, of which these are the first`,
});

/** The settings for reading the resources of a text. */
interface Reading {
  readonly source: SourceText;
  readonly lenient: boolean;
  /** True where the text may have file modes. */
  readonly hasModes: boolean;
}

/** The resource of an item, as far as it could be read, and its Problems at their places in the text. */
function decodeItem(
  { value, origin }: ListItem,
  { source, lenient, hasModes }: Reading,
  rescue: (value: unknown, mistakes: Problems) => Resource | undefined,
): Checked<Resource | undefined, LoadProblemCode> {
  const locate: Locator = (path, options) => locateIn(origin, path, options);
  const written = { source, locate };
  const read = readResource(value, { lenient, written });
  const errors = problemsOf(read).filter(isError);
  const resource = isRight(read) ? read.right.value : isNonEmpty(errors) ? rescued(value, errors, rescue) : undefined;
  const found = isLeft(read) ? read.left : read.right.problems;
  const problems = found.map((problem) => withSource(inStatus(problem), locate));
  if (resource === undefined) return checked(undefined, problems);
  rememberSource(resource, throughSpelling(resource, value, origin));
  const modes = hasModes ? fileModeProblems(value, referenceTo(resource), written) : noProblems;
  return checked(resource, joinProblems(problems, modes));
}

/**
 * A controller of any version may have written the status. So a fault in it stops nothing, and the status is left out.
 */
function inStatus<P extends Problem>(problem: P): P {
  return isError(problem) && problem.path[0] === 'status' ? { ...problem, severity: 'warning' } : problem;
}

/** The resource without its faulty parts. Where only the status is faulty, nothing else is cut out. */
function rescued(
  value: Readonly<Record<string, unknown>>,
  mistakes: Problems,
  rescue: (value: unknown, mistakes: Problems) => Resource | undefined,
): Resource | undefined {
  if (mistakes.some(({ path }) => path[0] !== 'status')) return rescue(value, mistakes);
  const lenient = decodeResource(value, { lenient: true });
  if (isRight(lenient)) return lenient.right;
  const { status: _, ...rest } = value;
  const without = decodeResource(rest);
  return isRight(without) ? without.right : undefined;
}

/** The resource may use either spelling of a field, but callers ask by the CRD's names. */
function throughSpelling(resource: Resource, written: unknown, origin: Origin): Origin {
  const spelling = kindNamed(resource.kind)?.respell?.(written);
  if (spelling === undefined || spelling.input === written) return origin;
  return originInside(origin, spelling.pathInDocument);
}

function withSource<P extends Problem>(problem: P, locator: Locator): P {
  if (problem.source !== undefined) return problem;
  const source = locator(problem.path, {});
  return source === undefined ? problem : { ...problem, source };
}

/** In the order of the text. Problems without a place come last. */
function inOrder<P extends Problem>(problems: ReadonlyArray<P>): ReadonlyArray<P> {
  return problems.toSorted((one, other) => offsetOf(one) - offsetOf(other));
}

function offsetOf({ source }: Problem): number {
  return source?.start.offset ?? Number.MAX_SAFE_INTEGER;
}
