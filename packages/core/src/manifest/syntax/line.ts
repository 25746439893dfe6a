/** A line of a text. */
export interface Line {
  /** The offset of the line in the text. */
  readonly start: number;
  /**
   * The line without its line end. A very long line is cut to the part around the place that was asked for, which
   * begins at `start`.
   */
  readonly text: string;
  /** True where the text is the whole line. */
  readonly isWhole: boolean;
}

/** A longer line is cut, so that a text of one line does not take time in its square. Nobody writes such lines. */
const longestLine = 1000;

/** The line that has an offset. */
export function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = endOfLine(text, offset);
  const isWhole = end - start <= longestLine;
  const from = isWhole ? start : Math.max(start, offset - longestLine / 2);
  return { start: from, text: text.slice(from, Math.min(end, from + longestLine)).replace(/\r$/, ''), isWhole };
}

/** The next line with more than white space and a comment; undefined after the last one. */
export function lineBelow(text: string, line: Line): Line | undefined {
  for (let at = endOfLine(text, line.start) + 1; at < text.length; at = endOfLine(text, at) + 1) {
    const below = lineAt(text, at);
    if (!isEmptyLine(below.text)) return below;
  }
  return undefined;
}

/** The lines above with more than white space and a comment, the nearest one first, as far as `---`. */
export function* linesAbove(text: string, line: Line): Generator<Line, void> {
  for (let at = line.start - 1, count = 0; at >= 0 && count < mostLinesAbove; count++) {
    const above = lineAt(text, at);
    if (/^---(?:\s|$)/.test(above.text)) return;
    if (!isEmptyLine(above.text)) yield above;
    at = text.lastIndexOf('\n', at - 1) + 1 - 1;
  }
}

/** The parts of a line of a block: `  - name: value # comment`. */
export interface LineParts {
  /** The column of its first character that is no space, from 0. */
  readonly indent: number;
  /** The column behind its dashes. Its key or its value begins there. */
  readonly column: number;
  /** The key, without the colon. */
  readonly key?: string;
  /** The column of {@link value}. */
  readonly valueColumn: number;
  /** The text behind the key or the dashes, without a comment; empty where there is none. */
  readonly value: string;
}

/** Takes a line apart, even if it is not valid. */
export function partsOf({ text }: Line): LineParts {
  const [, blank = '', dashes = '', head = '', key] = linePattern.exec(text) ?? [];
  const column = blank.length + dashes.length;
  const valueColumn = column + head.length;
  const value = withoutComment(text.slice(valueColumn)).trimEnd();
  const parts = { indent: blank.length, column, valueColumn, value };
  return key === undefined ? parts : { ...parts, key };
}

const linePattern = /^( *)((?:-[ \t]+)*)((?:("[^"]*"|'[^']*'|[\w$][\w./${}-]*)[ \t]*:(?:[ \t]+|$))?)/;

/** A `#` inside quotes or inside `${...}` begins no comment. */
function withoutComment(value: string): string {
  for (const { index } of value.matchAll(/(?:^|\s)#/g)) {
    const before = value.slice(0, index);
    const isQuoted = /^["']/.test(before) && before.split(before.charAt(0)).length % 2 === 0;
    if (!isQuoted && before.split('${').length <= before.split('}').length) return before;
  }
  return value;
}

/** Lines moved to the right or to the left: the first one, and all below it that are indented as deep. */
export interface MovedLines {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Moves a line to another column, together with the lines below it that are indented at least as deep. */
export function moveLines(text: string, line: Line, from: number, to: number): MovedLines | undefined {
  const moved: Array<string> = [];
  let last = line;
  for (let at = line.start; at < text.length && moved.length < mostMoved; at = endOfLine(text, at) + 1) {
    const next = lineAt(text, at);
    if (!next.isWhole || /^ *\t/.test(next.text)) return undefined;
    const isBlank = next.text.trim() === '';
    const indent = isBlank ? from : next.text.length - next.text.trimStart().length;
    if (indent < from || /^(?:---|\.\.\.)/.test(next.text)) break;
    moved.push(isBlank ? '' : ' '.repeat(indent - from + to) + next.text.slice(indent));
    if (!isBlank) last = next;
  }
  const count = text.slice(line.start, last.start).split('\n').length;
  if (moved.length >= mostMoved) return undefined;
  return { start: line.start, end: last.start + last.text.length, text: moved.slice(0, count).join('\n') };
}

/** The end of the line at an offset, before its line break. */
export function endOfLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at === -1 ? text.length : at;
}

const mostLinesAbove = 500;
const mostMoved = 500;

function isEmptyLine(text: string): boolean {
  return /^\s*(?:#|$)/.test(text);
}
