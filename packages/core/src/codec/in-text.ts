import type { Locator } from '../manifest/locate.ts';
import type { SourceText } from '../manifest/source-text.ts';
import type { Fix, Problem, SourceSpan } from '../problem/problem.ts';
import { inQuotes } from './in-quotes.ts';

/** The text that an input was read from. */
export interface Written {
  /** The whole text. */
  readonly source: SourceText;
  /** Finds a field of the input in it. */
  readonly locate: Locator;
}

/** The place of a value, or of a key, in the text that it was read from. */
export interface TextPlace extends Written {
  /** The range that the Problem shows. */
  readonly span: SourceSpan;
  /** The text of that range. */
  readonly written: string;
}

/** The words of a finding where the text is known: a hint in place of the general one, and the edit that cures it. */
export interface InText {
  readonly hint?: string | undefined;
  readonly fix?: Fix | undefined;
}

/** The text of a range. */
export function textOf({ source }: Pick<Written, 'source'>, { start, end }: SourceSpan): string {
  return source.text.slice(start.offset, end.offset);
}

/** Words for a value or a key that another text replaces. Its quotes stay. */
export function writeInstead(text: string): (place: TextPlace) => InText {
  return ({ span, written }) => {
    const quote = /^(["']).*\1$/s.exec(written)?.[1] ?? '';
    return { fix: { span, text: `${quote}${text}${quote}` } };
  };
}

/** Words for a value that is replaced by something other than text: a number, `true`, an object. */
export function writePlain(text: string): (place: TextPlace) => InText {
  return ({ span }) => ({ fix: { span, text } });
}

/** Words for a text that was meant as a field with its value, where it stands on a line of its own. */
export function writeField(text: string): (place: TextPlace) => InText {
  return ({ source, span, written }) => {
    const line = source.text.slice(span.start.offset - span.start.column + 1, span.start.offset);
    return /^[\s-]*$/.test(line) && isPlainLine(written) ? { fix: { span, text } } : {};
  };
}

/** Words for a number or a boolean that was meant as text: somebody wrote `012`, and YAML reads 10. */
export function writeQuoted({ span, written }: TextPlace): InText {
  if (!isPlainLine(written)) return {};
  return { hint: `write it in quotes: "${written}"`, fix: { span, text: `"${written}"` } };
}

/** Words for a map with one key that was meant as text: `echo: foo`. */
export function quotePair(key: string): (place: TextPlace) => InText {
  return ({ source, locate }) => {
    const start = locate([key], { at: 'key' })?.start.offset;
    const end = locate([key], {})?.end.offset;
    if (start === undefined || end === undefined || end <= start) return {};
    const written = source.text.slice(start, end);
    const fix = { span: source.span(start, end), text: inQuotes(written) };
    return written.includes('\n') ? {} : { fix };
  };
}

/** Words for a single value that was meant as the item of a list. */
export function writeAsList({ span, written }: TextPlace): InText {
  const isItem = isPlainLine(written) ? !/[,[\]{}#]|: /.test(written) : /^(["'])[^\n]*\1$/.test(written);
  return isItem ? { fix: { span, text: `[${written}]` } } : {};
}

/** Words for a list with one item that was meant as the item alone. */
export function writeItem({ span, written }: TextPlace): InText {
  const [, item] = /^\[\s*("[^"\n]*"|'[^'\n]*'|[^\s,[\]{}"'][^,[\]{}\n]*?)\s*\]$/.exec(written) ?? [];
  return item === undefined ? {} : { fix: { span, text: item } };
}

/** Makes the Problem of a finding at a path, with its place in the text and the words for that place. */
export function inText<P extends Problem>(
  problem: P,
  { source, locate }: Written,
  { atKey = false, inText }: { readonly atKey?: boolean; readonly inText?: (place: TextPlace) => InText | undefined },
): P {
  const { path } = problem;
  const span = locate(path, { at: atKey ? 'key' : 'value' });
  if (span === undefined) return problem;
  const inside: Locator = (within, options) => locate([...path, ...within], options);
  const written = source.text.slice(span.start.offset, span.end.offset);
  const { hint = problem.hint, fix } = inText?.({ source, locate: inside, span, written }) ?? {};
  return {
    ...problem,
    source: span,
    ...(hint === undefined ? {} : { hint }),
    ...(fix === undefined ? {} : { fix }),
  };
}

function isPlainLine(written: string): boolean {
  return /^[^\s"'[\]{}|>&*!%@`][^\n]*$/.test(written);
}
