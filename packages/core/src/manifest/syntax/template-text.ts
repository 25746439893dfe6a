import type { LoadProblemCode } from '../../problem/core-problem-code.ts';
import type { Problem } from '../../problem/problem.ts';
import type { SourceText } from '../source-text.ts';
import type { TextRange } from '../split-documents.ts';
import { lineAt } from './line.ts';

/**
 * The one Problem of a document that cannot be read because it is a template of Helm, Jinja or the like. It stands at
 * the first `{{` or `{%`. All failures of the parser would only be its consequences.
 *
 * @param problems - the errors of the document
 * @returns undefined where no error stands on a line with a part of such a template
 */
export function templateProblem(
  source: SourceText,
  range: TextRange,
  problems: ReadonlyArray<Problem<LoadProblemCode>>,
): Problem<LoadProblemCode> | undefined {
  const at = firstOpening(source.text, range);
  if (at === undefined || !problems.some((problem) => isConsequence(problem, at, source.text))) return undefined;
  const language = languageOf(source.text.slice(range.start, range.end));
  return {
    code: 'yaml-syntax',
    severity: 'error',
    message: `this is a ${language.name}, not YAML`,
    path: [],
    source: source.span(at, at + 2),
    hint: language.hint,
  };
}

/** True for a Problem on a line of a template, or behind a template that begins its line or a value. */
function isConsequence({ source }: Problem, at: number, text: string): boolean {
  if (source === undefined) return false;
  const { start, end, excerpt } = source;
  const lines = excerpt.lines.slice(start.line - excerpt.firstLine, end.line - excerpt.firstLine + 1);
  if (lines.some((line) => openingIn(line) !== undefined)) return true;
  const line = lineAt(text, at);
  return at < start.offset && /^\s*(?:[\w./-]+:\s+)?$/.test(line.text.slice(0, at - line.start));
}

/** The place of an opening in a line that stands neither in a comment nor in quotes. */
function openingIn(line: string): number | undefined {
  for (const { index } of line.matchAll(/\{\{|\{%/g)) {
    const before = line.slice(0, index);
    if (/(?:^|\s)#/.test(before)) return undefined;
    const isQuoted = before.split('"').length % 2 === 0 || before.split("'").length % 2 === 0;
    if (!isQuoted) return index;
  }
  return undefined;
}

function firstOpening(text: string, range: TextRange): number | undefined {
  const pattern = /\{\{|\{%/g;
  pattern.lastIndex = range.start;
  for (let found = pattern.exec(text); found !== null && found.index < range.end; found = pattern.exec(text)) {
    const line = lineAt(text, found.index);
    const inLine = openingIn(line.text);
    if (inLine !== undefined && line.start + inLine >= range.start) return line.start + inLine;
  }
  return undefined;
}

interface Language {
  readonly name: string;
  readonly hint: string;
}

function languageOf(text: string): Language {
  if (/\{%/.test(text)) return { name: 'Jinja template', hint: 'render it first, and load what comes out' };
  return goTemplate.test(text)
    ? { name: 'Helm template', hint: 'render it first: load what `helm template` prints' }
    : { name: 'template with `{{ }}`', hint: 'render it first; a placeholder of a Function or a Task is `${NAME}`' };
}

/**
 * Signs that only Go's templates have: fields that begin with a dot, trimmed white space, keywords, and Helm's
 * functions.
 */
const goTemplate =
  /\{\{-|-\}\}|\{\{\s*(?:\.|\$|\/\*|(?:if|else|end|range|with|define|block|template|include|tpl|toYaml|required|default|quote|lookup|printf)\b)/;
