/** A part of a text with one document, or with several where only a YAML parser can tell them apart. */
export interface TextRange {
  /** UTF-16 code units from the beginning of the text. */
  readonly start: number;
  /** The offset behind the last code unit. */
  readonly end: number;
}

/**
 * Cuts a YAML stream before each line that begins with `---`. No construct of YAML crosses such a line. So each
 * document can be read alone, and the problems of one do not hide those of the next.
 *
 * A byte order mark at the beginning of a document belongs to no document. Files that were put together have such
 * marks.
 *
 * A text with directives (`%YAML 1.2`) stays in one piece, because they belong to the document behind the line.
 */
export function splitDocuments(text: string): ReadonlyArray<TextRange> {
  const begin = text.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
  if (text.includes('%') && directive.test(text)) return [{ start: begin, end: text.length }];
  if (!text.includes('---')) return [{ start: begin, end: text.length }];
  const ranges: Array<TextRange> = [];
  let start = begin;
  for (const { index, 0: line } of text.matchAll(separator)) {
    if (index > start) ranges.push({ start, end: index });
    start = behindMark(text, line.startsWith(byteOrderMark) ? index + 1 : index);
  }
  ranges.push({ start, end: text.length });
  return ranges;
}

const byteOrderMark = '\uFEFF';
const directive = /^\uFEFF?%/m;
const separator = /^\uFEFF?---(?![^ \t\r\n])/gm;

/**
 * The beginning of a document with its separator at an offset: there, or behind the byte order mark on the next line.
 */
function behindMark(text: string, separatorAt: number): number {
  markBelow.lastIndex = separatorAt;
  return markBelow.test(text) ? markBelow.lastIndex : separatorAt;
}

const markBelow = /---[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r)\uFEFF/y;
