import { endOfLine, type Line, lineAt, linesAbove, moveLines, partsOf } from './line.ts';
import { clip, type Mistake } from './mistake.ts';

/** `-a` and `--a`, which YAML does not take for items of a list. */
export const itemWithoutSpace: Mistake = ({ error, line, parts, at }) => {
  if (!['MULTILINE_IMPLICIT_KEY', 'MISSING_CHAR', 'BAD_INDENT'].includes(error.code)) return undefined;
  const value = line.text.slice(parts.column).trimEnd();
  const start = line.start + parts.column;
  if (at > start || !/^--?[^\s-]/.test(value)) return undefined;
  const range = { start, end: start + value.length };
  const message = `\`${clip(value)}\` is not an item of a list`;
  if (value.startsWith('--')) {
    const hint = `write a dash and a space before it: \`- ${clip(value)}\``;
    return { ...range, message, hint, edit: { start, end: start, text: '- ' } };
  }
  const hint = `write a space behind the dash: \`- ${clip(value.slice(1))}\``;
  return { ...range, message, hint, edit: { start: start + 1, end: start + 1, text: ' ' } };
};

/** A dash that does not stand below the other dashes of its list. YAML takes the text before it for a key. */
export const misplacedItem: Mistake = ({ error, text, line, at }) => {
  if (error.code !== 'BLOCK_AS_IMPLICIT_KEY' && error.code !== 'MULTILINE_IMPLICIT_KEY') return undefined;
  const item = itemNear(text, line, at);
  if (item === undefined) return undefined;
  const start = item.start + item.text.length - item.text.trimStart().length;
  const above = columnOfItems(text, item);
  return {
    start,
    end: item.start + item.text.trimEnd().length,
    message: `\`${clip(item.text.trim())}\` is indented as no other item of its list is`,
    hint: 'put the dashes of a list below each other',
    edit: above === undefined ? undefined : moveLines(text, item, start - item.start, above),
  };
};

/** The line of the failure where it begins with a dash; or the next line, where the failure stands behind one. */
function itemNear(text: string, line: Line, at: number): Line | undefined {
  const before = line.text.slice(0, at - line.start);
  if (before.trim() === '' && dash.test(line.text.slice(at - line.start))) return line;
  if (!line.isWhole || !/^\s*(?:- +)+$/.test(before)) return undefined;
  const below = endOfLine(text, at) + 1;
  const next = below < text.length ? lineAt(text, below) : undefined;
  return next !== undefined && dash.test(next.text) ? next : undefined;
}

/** The column of the dash of the nearest item above. */
function columnOfItems(text: string, line: Line): number | undefined {
  for (const above of linesAbove(text, line)) {
    if (dash.test(above.text)) return partsOf(above).indent;
  }
  return undefined;
}

/** `args: - a`: an item on the line of its key. */
export const itemBehindKey: Mistake = ({ error, text, line, parts, at }) => {
  if (!error.message.startsWith('Unexpected block-seq-ind on same line')) return undefined;
  const value = line.text.slice(at - line.start).trimEnd();
  const isKeyOfLine = parts.key !== undefined && at === line.start + parts.valueColumn;
  const next = endOfLine(text, at) + 1;
  const isLast = next >= text.length || partsOf(lineAt(text, next)).indent <= parts.column;
  const key = line.text.slice(parts.column, parts.valueColumn).trimEnd();
  return {
    start: at,
    end: at + value.length,
    message: `\`${clip(value)}\` cannot stand on the line of its key`,
    hint: 'write each item of a list on a line of its own, or put the value in quotes where it is text',
    edit:
      line.isWhole && isKeyOfLine && isLast
        ? { start: line.start + parts.column, end: at, text: `${key}\n${' '.repeat(parts.column)}` }
        : undefined,
  };
};

const dash = /^\s*-(?:\s|$)/;
