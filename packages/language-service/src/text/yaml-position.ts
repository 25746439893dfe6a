import { isAlias, isMap, isScalar, isSeq, type ParsedNode, parseAllDocuments, type Range as YamlRange } from 'yaml';

/** The key or value at an offset of a YAML text. */
export interface YamlPosition {
  /** The root of the document at the offset. Paths begin there. */
  readonly root: ParsedNode | null;
  /** The path from the root to the key or value. */
  readonly path: ReadonlyArray<string | number>;
  /** The part at the offset: a key or a value. */
  readonly part: 'key' | 'value';
  /** The range of the key or value, in UTF-16 code units of the text. */
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the key or scalar at an offset. Undefined where there is none: in a comment, between documents, in blanks. A
 * text with mistakes is read as far as possible.
 */
export function yamlPositionAt(text: string, offset: number): YamlPosition | undefined {
  // A hover needs only one document of a long file, and parsing takes time in proportion to the text.
  const { from, to } = documentAround(text, offset);
  const [document] = parseAllDocuments(text.slice(from, to), { logLevel: 'silent', uniqueKeys: false });
  if (document === undefined || !('contents' in document)) return undefined;
  const root = document.contents;
  const found = find(root, [], offset - from);
  return found === undefined ? undefined : { root, ...found, start: found.start + from, end: found.end + from };
}

/** The range of the document at an offset: from behind a line `---` to the next one. */
export function documentAround(text: string, offset: number): { readonly from: number; readonly to: number } {
  const marker = /^---(?=\s|$)/gm;
  let from = 0;
  for (const { index } of text.matchAll(marker)) {
    if (index >= offset && index > from) return { from, to: index };
    if (index < offset || index === 0) from = index + 3;
  }
  return { from, to: text.length };
}

type Found = Omit<YamlPosition, 'root'>;

function find(node: ParsedNode | null, path: ReadonlyArray<string | number>, offset: number): Found | undefined {
  if (node === null || isAlias(node)) return undefined;
  if (isScalar(node)) return within(node.range, path, 'value', offset);
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      const found = find(item, [...path, index], offset);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isMap(node)) return undefined;
  for (const { key, value } of node.items) {
    if (!isScalar(key)) continue;
    const here = [...path, String(key.value)];
    const found = within(key.range, here, 'key', offset) ?? find(value, here, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

function within(
  range: YamlRange | null | undefined,
  path: ReadonlyArray<string | number>,
  part: 'key' | 'value',
  offset: number,
): Found | undefined {
  if (range === null || range === undefined) return undefined;
  const [start, end] = range;
  return offset >= start && offset <= end ? { path, part, start, end } : undefined;
}
