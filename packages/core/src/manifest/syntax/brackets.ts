import { type Document, isAlias, isCollection, isPair, isScalar } from 'yaml';
import { endOfLine, lineAt } from './line.ts';
import type { Mistake } from './mistake.ts';

/** A `[` or a `{` without its end, or with lines that YAML does not count as part of it. */
export const openBracket: Mistake = ({ error, text, tree, base, at, line }) => {
  const isOpen = /^(?:Flow (?:map|sequence) in block|Expected flow (?:map|sequence) to end)/.test(error.message);
  const start = isOpen ? flowAround(tree, error.pos[0]) : undefined;
  if (start === undefined) return undefined;
  const opening = text.charAt(base + start);
  const closing = opening === '[' ? ']' : '}';
  const isClosedBelow = /^[^:]*$/.test(text.slice(at, closedAt(text, at, closing)));
  if (isClosedBelow && text.indexOf(closing, at) !== -1 && at > lineAt(text, base + start).start + 1) {
    return {
      start: at,
      end: at + 1,
      message: `a line between ${opening} and ${closing} is indented no deeper than its key`,
      hint: 'close it, or indent each of its lines deeper than its key',
      edit: line.isWhole && at === line.start ? { start: at, end: at, text: '  ' } : undefined,
    };
  }
  const first = lineAt(text, base + start);
  const inside = first.text.slice(base + start - first.start + 1).trimEnd();
  const end = first.start + first.text.trimEnd().length;
  const isOneLine = first.isWhole && !/[[\]{}#"']/.test(inside) && !inside.endsWith(',');
  return {
    start: base + start,
    end: Math.max(base + start + 1, end),
    message: `a ${opening} is not closed by a ${closing}`,
    hint: isOneLine ? `close it: \`${opening}${inside}${closing}\`` : `write the ${closing} that ends it`,
    edit: isOneLine ? { start: end, end, text: closing } : undefined,
  };
};

function closedAt(text: string, at: number, closing: string): number {
  const end = text.indexOf(closing, at);
  return end === -1 ? endOfLine(text, at) : end;
}

/** `[a, , b]`: a comma too many. */
export const extraComma: Mistake = ({ error, text, at }) => {
  if (!/^Unexpected (?:,|empty item) in flow/.test(error.message)) return undefined;
  const range = { start: at, end: at + 1 };
  return {
    ...range,
    message: 'a comma stands where a value should',
    hint: 'remove the comma',
    edit: text.charAt(at) === ',' ? { ...range, text: '' } : undefined,
  };
};

/** The beginning of the innermost flow collection that is open at an offset. */
function flowAround(tree: Document.Parsed, at: number): number | undefined {
  let found: number | undefined;
  let node: unknown = tree.contents;
  while (node !== undefined && node !== null) {
    if (isCollection(node) && node.flow === true && node.range) found = node.range[0];
    node = isCollection(node) ? lastBefore(node.items, at) : undefined;
  }
  return found;
}

function lastBefore(items: ReadonlyArray<unknown>, at: number): unknown {
  for (const item of items.toReversed()) {
    for (const node of isPair(item) ? [item.value, item.key] : [item]) {
      const begin = isCollection(node) || isScalar(node) || isAlias(node) ? node.range?.[0] : undefined;
      if (begin !== undefined && begin < at) return node;
    }
  }
  return undefined;
}
