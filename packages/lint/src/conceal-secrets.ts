import type { Problem, SourceSpan } from '@stash-functions/core/decode';
import type { Found } from './found.ts';

/**
 * Gives the Problems with every secret shown as `*`, because the output of lint ends up in logs that others read. If
 * one Problem is about a secret, it is masked in the lines and words of all. A fix that would write a secret is left
 * out.
 */
export function concealSecrets<P extends Problem>(found: ReadonlyArray<Found<P>>): ReadonlyArray<P> {
  const secrets = found.flatMap(({ secret }) => (secret === undefined ? [] : [secret]));
  if (secrets.length === 0) return found.map(({ problem }) => problem);
  const byLine = spansByLine(secrets.flatMap(({ source }) => (source === undefined ? [] : [source])));
  const texts = [...new Set(secrets.map(({ text }) => text.trim()))].filter(
    (text) => text.length >= shortest && !ownWords.test(text),
  );
  return found.map(({ problem }) => withoutTexts(withoutLines(problem, byLine), texts));
}

/** A shorter text is probably a part of other words. */
const shortest = 4;

/** Messages need these words, and they tell nobody a secret. */
const ownWords = /^(?:pass|passwd|passphrase|password|secret|token)$/i;

/** The spans of secrets, by file and line. */
type SpansByLine = ReadonlyMap<string, ReadonlyArray<SourceSpan>>;

function spansByLine(spans: ReadonlyArray<SourceSpan>): SpansByLine {
  const byLine = new Map<string, Array<SourceSpan>>();
  for (const span of spans) {
    for (let line = span.start.line; line <= span.end.line; line += 1) {
      const known = byLine.get(keyOf(span, line));
      if (known === undefined) byLine.set(keyOf(span, line), [span]);
      else known.push(span);
    }
  }
  return byLine;
}

function keyOf({ file = '' }: SourceSpan, line: number): string {
  return `${line} ${file}`;
}

function withoutLines<P extends Problem>(problem: P, byLine: SpansByLine): P {
  const { source, fix } = problem;
  const shown = source && spanWithoutLines(source, byLine);
  const span = fix && spanWithoutLines(fix.span, byLine);
  if (shown === source && span === fix?.span) return problem;
  return {
    ...problem,
    ...(shown === undefined ? {} : { source: shown }),
    ...(fix === undefined || span === undefined ? {} : { fix: { ...fix, span } }),
  };
}

function spanWithoutLines(source: SourceSpan, byLine: SpansByLine): SourceSpan {
  const { excerpt } = source;
  let changed = false;
  const lines = excerpt.lines.map((text, index) => {
    const number = excerpt.firstLine + index;
    const spans = byLine.get(keyOf(source, number)) ?? [];
    changed ||= spans.length > 0;
    return spans.reduce((line, span) => maskedLine(line, number, span), text);
  });
  return changed ? { ...source, excerpt: { ...excerpt, lines } } : source;
}

function maskedLine(line: string, number: number, { start, end }: SourceSpan): string {
  const from = number === start.line ? start.column - 1 : 0;
  const to = number === end.line ? end.column - 1 : line.length;
  return line.slice(0, from) + '*'.repeat(Math.max(0, to - from)) + line.slice(to);
}

function withoutTexts<P extends Problem>(given: P, texts: ReadonlyArray<string>): P {
  const problem = texts.some((text) => given.fix?.text.includes(text)) ? withoutFix(given) : given;
  const { message, hint = '' } = problem;
  if (!texts.some((text) => message.includes(text) || hint.includes(text))) return problem;
  const masked = (words: string) => texts.reduce((shown, text) => shown.replaceAll(text, '***'), words);
  return problem.hint === undefined
    ? { ...problem, message: masked(message) }
    : { ...problem, message: masked(message), hint: masked(hint) };
}

function withoutFix<P extends Problem>(problem: P): P {
  const rest: { -readonly [Field in keyof P]: P[Field] } = { ...problem };
  delete rest.fix;
  return rest;
}
