import { type Document, isCollection, isPair, isScalar, type Node, type YAMLParseError } from 'yaml';
import type { LoadProblemCode } from '../../problem/core-problem-code.ts';
import type { Problem } from '../../problem/problem.ts';
import { mostProblems } from '../build-value.ts';
import type { YamlDocument } from '../parse-yaml.ts';
import type { SourceText } from '../source-text.ts';
import { lineAt, partsOf } from './line.ts';
import type { Diagnosis, Failure } from './mistake.ts';
import { mistakes } from './mistakes.ts';
import { sentenceOf } from './sentences.ts';
import { isMissingQuote } from './values.ts';

/**
 * Reports the places where a document is not YAML as mistakes that people make, each with its cure. One mistake often
 * makes the rest of its line an error too, so only the first one of each line is reported.
 */
export function syntaxProblems(document: YamlDocument, source: SourceText): ReadonlyArray<Problem<LoadProblemCode>> {
  const problems: Array<Problem<LoadProblemCode>> = [];
  let reportedTo = -1;
  for (const error of withoutConsequences(document.errors).slice(0, mostProblems)) {
    const failure = failureOf(error, document, source.text);
    if (failure.line.start <= reportedTo) continue;
    const diagnosis = diagnose(failure);
    problems.push(toProblem(diagnosis, source));
    reportedTo = Math.max(failure.line.start, diagnosis.start, diagnosis.edit?.end ?? 0);
  }
  return problems;
}

/**
 * Drops the errors behind a tab, an open quote or the end of the document's value: there, nothing is what it seems to
 * be.
 */
function withoutConsequences(errors: ReadonlyArray<YAMLParseError>): ReadonlyArray<YAMLParseError> {
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  if (tabs.length > 0) return tabs;
  const quote = errors.findIndex(isMissingQuote);
  const known = quote === -1 ? errors : errors.slice(0, quote + 1);
  const broken = known.findIndex(({ message }) => / in YAML (?:stream|document)/.test(message));
  return broken === -1 ? known : known.slice(0, Math.max(1, broken));
}

function failureOf(error: YAMLParseError, { tree, base }: YamlDocument, text: string): Failure {
  const at = base + placeOf(error, tree);
  const line = lineAt(text, at);
  return { error, text, at, end: Math.max(at + 1, base + error.pos[1]), line, parts: partsOf(line), tree, base };
}

/**
 * The place to report. The parser finds a missing quote at the end of the text, but people look for the quote that
 * opens.
 */
function placeOf(error: YAMLParseError, tree: Document.Parsed): number {
  if (!isMissingQuote(error)) return error.pos[0];
  const scalar = lastScalar(tree.contents);
  return scalar?.range?.[0] ?? error.pos[0];
}

function lastScalar(node: unknown): Node | undefined {
  if (isCollection(node)) return lastScalar(node.items.at(-1));
  if (isPair(node)) return lastScalar(node.value) ?? lastScalar(node.key);
  return isScalar(node) ? node : undefined;
}

function diagnose(failure: Failure): Diagnosis {
  for (const mistake of mistakes) {
    const diagnosis = mistake(failure);
    if (diagnosis !== undefined) return diagnosis;
  }
  return sentenceOf(failure);
}

function toProblem({ message, hint, start, end, edit }: Diagnosis, source: SourceText): Problem<LoadProblemCode> {
  return {
    code: 'yaml-syntax',
    severity: 'error',
    message,
    path: [],
    source: source.span(start, end),
    ...(hint === undefined ? {} : { hint }),
    ...(edit === undefined ? {} : { fix: { span: source.span(edit.start, edit.end), text: edit.text } }),
  };
}
