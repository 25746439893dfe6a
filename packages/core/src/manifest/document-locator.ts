import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { SourceSpan } from '../problem/problem.ts';
import { type FoundNode, findNode } from './find-node.ts';
import type { DocumentOrigin, Finder, LocateOptions } from './locate.ts';
import { mostYamlCharacters, parseYaml, type YamlDocument } from './parse-yaml.ts';
import { scalarRange } from './scalar-offsets.ts';
import type { SourceText } from './source-text.ts';

/**
 * Finds places in the documents of a text. It parses a document at the first question about it, and finds nothing in
 * one that is too long.
 */
export function finderIn(source: SourceText): Finder {
  return (origin, path, options) => {
    if (origin.end - origin.start > mostYamlCharacters) return undefined;
    const document = documentAt(source, origin);
    return document === undefined ? undefined : locateInDocument(document, source, path, options);
  };
}

function documentAt(source: SourceText, origin: DocumentOrigin): YamlDocument | undefined {
  const known = parsed.get(origin);
  if (known !== undefined) return known;
  const document = parseYaml(source, origin).documents[origin.index];
  if (document !== undefined) parsed.set(origin, document);
  return document;
}

/** The parsed trees of the documents that somebody asked about. */
const parsed = new WeakMap<DocumentOrigin, YamlDocument>();

function locateInDocument(
  { tree, base }: YamlDocument,
  source: SourceText,
  path: ReadonlyArray<string | number>,
  options: LocateOptions,
): SourceSpan | undefined {
  const found = findNode(tree, path);
  if (options.at === 'entry') return found.depth === path.length ? linesOf(found, source, base) : undefined;
  const node = pick(found, found.depth === path.length ? (options.at ?? 'value') : 'key');
  if (node === undefined) return undefined;
  if (node === found.value && isScalar(node) && (options.offset !== undefined || options.length !== undefined)) {
    const { offset = 0, length = String(node.value).length - offset } = options;
    const inside = scalarRange(node, source.text.slice(base, base + (node.range?.[2] ?? 0)), offset, length);
    if (inside !== undefined) return source.span(base + inside.start, base + inside.end);
  }
  const [start = 0, end = start] = node.range ?? [];
  return source.span(base + start, base + end);
}

/** The lines of a field, with the comments behind it. Undefined where something else stands on its first line. */
function linesOf({ key, value }: FoundNode, { text, span }: SourceText, base: number): SourceSpan | undefined {
  if (key?.range === undefined || key.range === null) return undefined;
  const at = base + key.range[0];
  const start = text.lastIndexOf('\n', at - 1) + 1;
  if (text.slice(start, at).trim() !== '') return undefined;
  const content = text.slice(start, base + (value?.range?.[1] ?? key.range[1])).trimEnd();
  const end = text.indexOf('\n', start + content.length);
  return span(start, end === -1 ? text.length : end);
}

/**
 * The node to show. For an empty value or a block of lines, the key says more than the value; so does the first key of
 * an item.
 */
function pick({ key, value }: FoundNode, at: 'key' | 'value'): Node | undefined {
  if (at === 'key' && key !== undefined) return key;
  const isNothing = value === undefined || (isScalar(value) && value.range?.[0] === value.range?.[1]);
  const isBlock = (isMap(value) || isSeq(value)) && value.flow !== true;
  if (!isNothing && !isBlock) return value;
  return key ?? firstLeaf(value);
}

function firstLeaf(node: unknown): Node | undefined {
  if (isMap(node)) return firstLeaf(node.items[0]?.key);
  if (isSeq(node)) return firstLeaf(node.items[0]);
  return isScalar(node) ? node : undefined;
}
