import type { LoadProblemCode } from '../problem/core-problem-code.ts';
import { isError } from '../problem/gather.ts';
import type { Problem } from '../problem/problem.ts';
import { buildValue, mostProblems } from './build-value.ts';
import { readFast } from './fast/read-fast.ts';
import { maxDepth, mostYamlCharacters, parseYaml, type YamlDocument } from './parse-yaml.ts';
import { countKeys, type JsonValueRange, scanJson } from './scan-json.ts';
import type { SourceText } from './source-text.ts';
import { splitDocuments, type TextRange } from './split-documents.ts';
import { syntaxProblems } from './syntax/syntax-problems.ts';
import { templateProblem } from './syntax/template-text.ts';

/** One document of a text that could be read. */
export interface ReadDocument {
  /** Its value; plain data. */
  readonly value: unknown;
  /** The part of the text with the document. */
  readonly range: TextRange;
  /** The number of the document in that part, from 0. */
  readonly index: number;
  /** The problems of a document that could be read, warnings among them. Paths count from the document. */
  readonly problems: ReadonlyArray<Problem<LoadProblemCode>>;
  /** The text of the part, where it holds this document alone, without problems. */
  readonly text?: string;
}

/**
 * Reads the documents of a text one after the other, YAML or JSON. Empty documents are left out. A document that cannot
 * be read is left out too, and its problems are reported.
 *
 * JSON goes to JSON.parse as long as there are no problems. With problems, it is read once more as YAML, which includes
 * JSON and tells their places.
 */
export function* readDocuments(
  source: SourceText,
  report: (problem: Problem<LoadProblemCode>) => void,
  known: ReadonlyMap<string, unknown> = nothingKnown,
): Generator<ReadDocument, void> {
  if (source.text.length > mostCharacters) {
    report(tooLarge(source, { start: 0, end: source.text.length }, mostCharacters, 'split it into several files'));
    return;
  }
  const reader = { source, report, known: new Map(known), isTemplateSaid: false };
  for (const range of splitDocuments(source.text)) yield* readRange(reader, range);
}

/** The state of reading the documents of a text. */
const nothingKnown: ReadonlyMap<string, unknown> = new Map();

interface Reader {
  readonly source: SourceText;
  readonly report: (problem: Problem<LoadProblemCode>) => void;
  /** Values of documents without problems, by their texts. Each is used once, since no two documents share an object. */
  readonly known: Map<string, unknown>;
  /** True once a document was reported as a template. A text that was not rendered is a template in every document. */
  isTemplateSaid: boolean;
}

/** The most UTF-16 code units of a text: 64 Mi, enough for some ten thousand Functions. */
const mostCharacters = 64 * 1024 * 1024;

function* readRange(reader: Reader, range: TextRange): Generator<ReadDocument, void> {
  const { source } = reader;
  if (isBlank(source.text, range)) return;
  const values = beginsObject(source.text, range) ? scanJson(source.text, range, maxDepth) : undefined;
  if (values === undefined) {
    yield* readYaml(reader, range);
    return;
  }
  const parsed = values.map((value) => parseJson(source.text, value));
  // This is a flow collection of YAML that only looks like a row of objects.
  if (parsed.every((result) => result === undefined)) {
    yield* readYaml(reader, values.length === 1 ? (values[0] ?? range) : range);
    return;
  }
  for (const [index, value] of values.entries()) {
    const result = parsed[index];
    if (result === undefined) yield* readYaml(reader, value);
    else yield { value: result.json, range: value, index: 0, problems: [] };
  }
}

/** Undefined where the value is not JSON, or has faults that the slow reader can tell. */
function parseJson(text: string, value: JsonValueRange): { readonly json: unknown } | undefined {
  if (value.longNumbers && value.end - value.start <= mostYamlCharacters) return undefined;
  try {
    const json: unknown = JSON.parse(text.slice(value.start, value.end));
    return countKeys(json) === value.keys ? { json } : undefined;
  } catch {
    return undefined;
  }
}

function* readYaml(reader: Reader, range: TextRange): Generator<ReadDocument, void> {
  const { source, report } = reader;
  if (range.end - range.start > mostYamlCharacters) {
    report(
      tooLarge(source, range, mostYamlCharacters, 'split it into several documents with `---`, or write it as JSON'),
    );
    return;
  }
  const text = source.text.slice(range.start, range.end);
  const value = reader.known.get(text);
  if (value !== undefined) {
    reader.known.delete(text);
    yield { value, range, index: 0, problems: [], text };
    return;
  }
  const fast = readFast(text);
  if (fast !== undefined) {
    yield { value: fast.value, range, index: 0, problems: [], text };
    return;
  }
  for (const problem of controlCharacters(source, range)) report(problem);
  const { documents, refused } = parseYaml(source, range);
  if (refused?.code === 'too-large') {
    report(
      tooLarge(source, range, mostYamlCharacters, 'split it into several documents with `---`, or write it as JSON'),
    );
  } else if (refused?.code === 'too-deep') {
    const message = `objects and lists are nested more than ${maxDepth} levels deep`;
    const place = source.span(refused.at, refused.at + 1);
    report({ code: 'too-deep', severity: 'error', message, path: [], source: place });
  }
  for (const [index, document] of documents.entries()) {
    if (document.errors.length > 0) {
      const problems = syntaxProblems(document, source);
      if (!saysTemplate(reader, range, problems)) problems.forEach(report);
    } else if (!isEmpty(document)) {
      const { value, problems } = buildValue(document, source);
      if (problems.some(isError) && saysTemplate(reader, range, problems)) continue;
      // A document that is null and has no problem is empty: it has only a comment, or nothing behind `---`.
      if (value !== null || problems.length > 0) yield { value, range, index, problems };
    }
  }
}

/**
 * True for a document that cannot be read because it is a template of Helm or the like. Only the first one is reported.
 */
function saysTemplate(reader: Reader, range: TextRange, problems: ReadonlyArray<Problem<LoadProblemCode>>): boolean {
  const problem = templateProblem(reader.source, range, problems);
  if (problem === undefined) return false;
  if (!reader.isTemplateSaid) reader.report(problem);
  reader.isTemplateSaid = true;
  return true;
}

function isEmpty({ tree }: YamlDocument): boolean {
  return tree.contents === null;
}

/** Many documents are blank, and this shows without a parser. */
function isBlank(text: string, { start, end }: TextRange): boolean {
  let at = text.startsWith('---', start) ? start + 3 : start;
  while (at < end && text.charCodeAt(at) <= 0x20) at++;
  return at >= end && text.slice(start, end).search(unprintable) === -1;
}

function beginsObject(text: string, { start, end }: TextRange): boolean {
  let at = start;
  while (at < end && text.charCodeAt(at) <= 0x20) at++;
  return text.charCodeAt(at) === 0x7b;
}

/**
 * Characters that Kubernetes' YAML reader refuses anywhere, even in comments. The first one of each line is reported.
 */
function controlCharacters(source: SourceText, range: TextRange): ReadonlyArray<Problem<LoadProblemCode>> {
  const problems: Array<Problem<LoadProblemCode>> = [];
  let reportedTo = 0;
  const slice = source.text.slice(range.start, range.end);
  for (const { index, 0: character } of slice.matchAll(unprintable)) {
    if (index < reportedTo) continue;
    const lineEnd = slice.indexOf('\n', index);
    if (problems.length >= mostProblems) break;
    reportedTo = lineEnd === -1 ? slice.length : lineEnd;
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    problems.push({
      code: 'control-character',
      severity: 'error',
      message: `the control character U+${code} cannot stand in YAML`,
      path: [],
      source: source.span(range.start + index, range.start + index + 1),
      fix: { span: source.span(range.start + index, range.start + index + 1), text: '' },
      hint: `remove it, or write it as an escape in double quotes: "\\u${code}"`,
    });
  }
  return problems;
}

const unprintable = /[^\t\n\r\x20-\x7E\x85\xA0-\uFFFD]/g;

function tooLarge(source: SourceText, range: TextRange, most: number, hint: string): Problem<LoadProblemCode> {
  const length = range.end - range.start;
  const message =
    length > most
      ? `${length} characters are more than the ${most} that are read`
      : 'the document has more parts than are read';
  return {
    code: 'too-large',
    severity: 'error',
    message,
    path: [],
    source: source.span(range.start, range.start),
    hint,
  };
}
