import { type Alias, type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { keyOfScalar } from './kubernetes-scalar.ts';

/** The place of a path in a document. */
export interface FoundNode {
  /** The key of the field, where it has one. */
  readonly key?: Node;
  /** The value of the field. */
  readonly value?: Node;
  /** The number of parts of the path that were found. */
  readonly depth: number;
}

/**
 * Finds the innermost node on a path, by keys as Kubernetes reads them. It follows aliases to their anchors, and merge
 * keys to their maps.
 */
export function findNode(document: Document.Parsed, path: ReadonlyArray<string | number>): FoundNode {
  let found: FoundNode = { ...asValue(document.contents), depth: 0 };
  for (const [index, part] of path.entries()) {
    const next = step(resolve(found.value, document), part, document);
    if (next === undefined) return found;
    found = { ...next, depth: index + 1 };
  }
  return found;
}

function step(
  node: Node | undefined,
  part: string | number,
  document: Document.Parsed,
): Omit<FoundNode, 'depth'> | undefined {
  if (isSeq(node)) {
    const item = typeof part === 'number' ? node.items[part] : undefined;
    return item === undefined ? undefined : asValue(isPair(item) ? item.value : item);
  }
  return isMap(node) ? findPair(node, String(part), document, 0) : undefined;
}

/** The last pair that gives a key. A merge key overrides the keys before it. */
function findPair(
  map: YAMLMap,
  name: string,
  document: Document.Parsed,
  merges: number,
): Omit<FoundNode, 'depth'> | undefined {
  for (const pair of map.items.toReversed()) {
    const key = isAlias(pair.key) ? resolve(pair.key, document) : pair.key;
    if (!isScalar(key)) continue;
    if (key.type === 'PLAIN' && key.value === '<<' && merges < mostMerges) {
      const sources = isSeq(pair.value) ? pair.value.items : [pair.value];
      for (const source of sources) {
        const target = resolve(asValue(source).value, document);
        const merged = isMap(target) ? findPair(target, name, document, merges + 1) : undefined;
        if (merged !== undefined) return merged;
      }
    } else if (nameOf(key.value, key.type) === name) return { key, ...asValue(pair.value) };
  }
  return undefined;
}

/** In a document that has been refused, maps can merge each other in a circle. */
const mostMerges = 20;

function nameOf(value: unknown, type: string | undefined): string | undefined {
  const text = typeof value === 'string' ? value : '';
  return type === 'PLAIN' ? keyOfScalar(text) : text;
}

function resolve(node: Node | undefined, document: Document.Parsed): Node | undefined {
  return isAlias(node) ? resolveAlias(node, document) : node;
}

function resolveAlias(alias: Alias, document: Document.Parsed): Node | undefined {
  return alias.resolve(document);
}

function asValue(node: unknown): { readonly value?: Node } {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? { value: node } : {};
}
