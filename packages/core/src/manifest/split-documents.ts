/** A part of a text that holds one document, or several where only a YAML parser can tell them apart. */
export interface TextRange {
  /** UTF-16 code units from the beginning of the text. */
  readonly start: number;
  /** Behind the last code unit. */
  readonly end: number;
}

/**
 * The documents of a YAML stream, cut before each line that begins with `---`: no construct of YAML can go over such a
 * line, so that each document can be read alone, and the problems of one do not hide those of the next.
 *
 * A byte order mark that begins a document, as files have that others were put behind, belongs to none.
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

/** Where a document begins whose separator stands at an offset: there, or behind the mark on the line below. */
function behindMark(text: string, separatorAt: number): number {
  markBelow.lastIndex = separatorAt;
  return markBelow.test(text) ? markBelow.lastIndex : separatorAt;
}

const markBelow = /---[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r)\uFEFF/y;
