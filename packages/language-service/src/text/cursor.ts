import { isMap, isScalar, isSeq, type ParsedNode, parseAllDocuments } from 'yaml';
import { documentAround } from './yaml-position.ts';

/** The place in a resource at which somebody types. */
export interface Cursor {
  /** The part that is being typed: a key or a value. */
  readonly part: 'key' | 'value';
  /** The path from the root of the document to the value, or to the object that gets the key. */
  readonly path: ReadonlyArray<string | number>;
  /** The word before the cursor. */
  readonly typed: string;
  /** The other keys of the object. */
  readonly siblings: ReadonlyArray<string>;
  /** The document without the text that is being typed, as plain data. */
  readonly document: unknown;
}

/** The mark that replaces the text that is being typed. No text has it, and it is one word of YAML. */
const mark = 'CURSOR_MARK_7f3a';

/**
 * Finds the place of the cursor in a text, which is seldom valid while somebody types. It tries the word as a key
 * without its colon, and as a value. The valid reading with the fewest mistakes counts.
 */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const { from, to } = documentAround(text, offset);
  const before = text.slice(from, offset);
  const after = text.slice(offset, to);
  if (/(?:^|\s)#[^\n]*$/.test(before) && !/["'][^"'\n]*$/.test(before)) return undefined;
  const readings = [`${mark}`, `${mark}: `, `${mark}"`, `${mark}'`].flatMap((insert) => {
    const reading = read(before + insert + after);
    return reading === undefined ? [] : [reading];
  });
  const [best] = [...readings].sort((a, b) => a.mistakes - b.mistakes);
  return best?.cursor;
}

function read(text: string): { readonly cursor: Cursor; readonly mistakes: number } | undefined {
  const [document] = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false });
  if (document === undefined || !('contents' in document)) return undefined;
  const found = find(document.contents, []);
  if (found === undefined) return undefined;
  return {
    cursor: { ...found, document: withoutMark(document.toJS({ maxAliasCount: 100 })) },
    mistakes: document.errors.length,
  };
}

function find(node: ParsedNode | null, path: ReadonlyArray<string | number>): Omit<Cursor, 'document'> | undefined {
  if (isScalar(node)) {
    const typed = typedIn(node.value);
    return typed === undefined ? undefined : { part: 'value', path, typed, siblings: [] };
  }
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      const found = find(item, [...path, index]);
      if (found !== undefined) return found;
    }
  }
  if (!isMap(node)) return undefined;
  for (const { key, value } of node.items) {
    if (!isScalar(key)) continue;
    const typed = typedIn(key.value);
    if (typed !== undefined) {
      const keys = node.items.flatMap((pair) =>
        isScalar(pair.key) && pair.key !== key ? [String(pair.key.value)] : [],
      );
      return { part: 'key', path, typed, siblings: keys };
    }
    const found = find(value, [...path, String(key.value)]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text in front of the mark. */
function typedIn(value: unknown): string | undefined {
  const at = typeof value === 'string' ? value.indexOf(mark) : -1;
  return typeof value === 'string' && at >= 0 ? value.slice(0, at) : undefined;
}

function withoutMark(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMark);
  if (typeof value === 'string') return value.includes(mark) ? '' : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !key.includes(mark))
      .map(([key, child]) => [key, withoutMark(child)]),
  );
}
