import { type Line, type LineParts, lineBelow, linesAbove, moveLines, partsOf } from './line.ts';
import { clip, type Mistake } from './mistake.ts';
import { asValue } from './values.ts';

/** A tab where YAML needs spaces. */
export const tab: Mistake = ({ error, line, at }) => {
  if (error.code !== 'TAB_AS_INDENT') return undefined;
  const [blank = ''] = /^[ \t]*/.exec(line.text) ?? [];
  const inIndentation = line.isWhole && at < line.start + blank.length;
  return {
    start: at,
    end: at + 1,
    message: 'a tab stands where YAML needs spaces',
    hint: 'indent with spaces',
    edit: inIndentation
      ? { start: line.start, end: line.start + blank.length, text: blank.replaceAll('\t', '  ') }
      : undefined,
  };
};

/**
 * ```yaml
 * - name: data
 *     mountPath: /data
 * ```
 */
export const keyBelowValue: Mistake = ({ error, text, line, parts }) => {
  if (error.code !== 'BLOCK_AS_IMPLICIT_KEY' && error.code !== 'MULTILINE_IMPLICIT_KEY') return undefined;
  if (parts.value === '' || parts.key === undefined) return undefined;
  const below = lineBelow(text, line);
  if (below === undefined) return undefined;
  const inside = partsOf(below);
  if (inside.key === undefined || inside.indent <= parts.column) return undefined;
  const start = below.start + inside.indent;
  const field = `${parts.key}: ${parts.value}`;
  return {
    start,
    end: below.start + below.text.trimEnd().length,
    message: `\`${clip(inside.key)}\` is indented deeper than \`${clip(field)}\`, which has its value already`,
    hint: `put it under the first letter of \`${clip(parts.key)}\``,
    edit: moveLines(text, below, inside.indent, parts.column),
  };
};

/** A line whose indentation lies between two levels above it. */
export const outOfLine: Mistake = ({ error, text, line, at, parts }) => {
  if (error.code !== 'BAD_INDENT' || !error.message.includes('same column')) return undefined;
  // The failure stands in the space before the first character of the line.
  const start = Math.max(at, line.start + parts.indent);
  const shown = line.text.slice(start - line.start).trimEnd();
  const column = nearestLevel(text, line, parts);
  const edit = column === undefined ? undefined : moveLines(text, line, parts.indent, column);
  return {
    start,
    end: start + shown.length,
    message: `\`${clip(line.text.trim())}\` is indented as no other line of its map or list is`,
    hint: 'put it under the first letter of the fields beside it',
    edit: start === line.start + parts.indent ? edit : undefined,
  };
};

/** A value on a line of its own that is indented no deeper than its key. */
export const valueBelowKey: Mistake = ({ error, text, line, parts }) => {
  if (error.code !== 'MISSING_CHAR' || parts.key !== undefined || parts.column !== parts.indent) return undefined;
  const [above] = linesAbove(text, line);
  const key = above === undefined ? undefined : partsOf(above);
  if (above === undefined || key?.key === undefined || parts.indent > key.column) return undefined;
  const isBlock = /^[|>][-+\d]*$/.test(key.value);
  if (key.value !== '' && !isBlock) return undefined;
  const start = line.start + parts.column;
  const end = start + parts.value.length;
  const edit = isBlock
    ? { start: line.start, end: start, text: ' '.repeat(key.column + 2) }
    : { start: above.start + above.text.trimEnd().length - 1, end, text: `: ${asValue(parts.value)}` };
  return {
    start,
    end,
    message: `\`${clip(parts.value)}\` is not indented deeper than \`${clip(key.key)}\`, whose value it should be`,
    hint: isBlock ? 'indent each line of the block deeper than its key' : 'write it behind the colon of its key',
    edit: line.isWhole && above.isWhole && !/#/.test(above.text) ? edit : undefined,
  };
};

/** Text beside the keys of a map. */
export const textBesideKeys: Mistake = ({ error, text, line, parts }) => {
  if (error.code !== 'MULTILINE_IMPLICIT_KEY' || parts.key !== undefined || parts.value === '') return undefined;
  const below = lineBelow(text, line);
  const inside = below === undefined ? undefined : partsOf(below);
  if (inside?.key === undefined || inside.indent < parts.column) return undefined;
  const start = line.start + parts.column;
  return {
    start,
    end: start + parts.value.length,
    message: `\`${clip(parts.value)}\` stands beside the key \`${clip(inside.key)}\`, and is no key and value`,
    hint: 'write a key and a colon before it, or remove one of the two lines',
  };
};

/** A key among the items of a list, or an item among the keys of a map. */
export const keyBesideItems: Mistake = ({ error, text, line, parts, at }) => {
  if (!error.message.endsWith('at node end') && !isLineOf(error.code)) return undefined;
  if (at !== line.start + parts.indent) return undefined;
  const [above] = linesAbove(text, line);
  const isItem = /^\s*-(?:\s|$)/.test(line.text);
  if (above === undefined || partsOf(above).indent !== parts.indent || isItem === /^\s*-(?:\s|$)/.test(above.text)) {
    return undefined;
  }
  const shown = clip(line.text.trim());
  return {
    start: at,
    end: line.start + line.text.trimEnd().length,
    message: isItem
      ? `\`${shown}\` is an item of a list, and stands among the keys of a map`
      : `\`${shown}\` is a key, and stands among the items of a list`,
    hint: isItem ? 'put it below a key that has no value yet' : 'indent it like the key that the list belongs to',
  };
};

function isLineOf(code: string): boolean {
  return code === 'MULTILINE_IMPLICIT_KEY' || code === 'MISSING_CHAR';
}

/** The possible column nearest to a line; undefined where two are equally near. */
function nearestLevel(text: string, line: Line, parts: LineParts): number | undefined {
  const isItem = /^\s*-(?:\s|$)/.test(line.text);
  const levels = openLevels(text, line, isItem);
  const distances = levels.map((level) => Math.abs(level - parts.indent));
  const least = Math.min(...distances);
  const nearest = levels.filter((_, index) => distances[index] === least);
  return nearest.length === 1 ? nearest[0] : undefined;
}

/** The columns of keys, or of dashes, at which the lines above let a line continue. */
function openLevels(text: string, line: Line, ofItems: boolean): ReadonlyArray<number> {
  const levels = new Set<number>();
  let lowest = Number.POSITIVE_INFINITY;
  for (const above of linesAbove(text, line)) {
    const { indent, column } = partsOf(above);
    const isItem = column > indent;
    if (indent >= lowest && !(isItem && indent === lowest)) continue;
    if (isItem ? column < lowest : true) {
      if (ofItems) {
        if (isItem) levels.add(indent);
      } else levels.add(column);
    }
    // The dashes of a list may stand in the same column as its key.
    lowest = indent;
    if (indent === 0 && !isItem) break;
  }
  return [...levels];
}
