import { type DocumentNode, parse, type ValueNode } from '@humanwhocodes/momoa';
import { type SourceSpan, sourceText } from '@stash-functions/core/decode';
import { type Either, left, right } from 'fp-ts/lib/Either.js';

/** A parsed JSON text that knows the places of its values. */
export interface JsonText {
  /** Its value. */
  readonly value: unknown;
  /** The place of the value at a path, or of the innermost value around it that is there. */
  readonly locate: (path: ReadonlyArray<string | number>) => SourceSpan | undefined;
}

/** The place at which a text stops being JSON, and the reason. */
export interface JsonFailure {
  readonly message: string;
  readonly source: SourceSpan;
}

/**
 * Parses JSON. It finds the places at the first question for one, so that a text without Problems is read at the speed
 * of JSON.parse. It never throws. In a text with very deep nesting the places stay unknown.
 */
export function parseJson(text: string, file?: string): Either<JsonFailure, JsonText> {
  const source = sourceText(text, file);
  try {
    const value: unknown = JSON.parse(text);
    let tree: DocumentNode | undefined;
    return right({
      value,
      locate: (path) => {
        tree ??= treeOf(text);
        if (tree === undefined) return undefined;
        const { loc } = nodeAt(tree.body, path);
        return source.span(loc.start.offset, loc.end.offset);
      },
    });
  } catch (error) {
    const { message, offset } = failureOf(text, error);
    return left({ message, source: source.span(offset, offset + 1) });
  }
}

function treeOf(text: string): DocumentNode | undefined {
  try {
    return parse(text, { mode: 'json' });
  } catch {
    return undefined;
  }
}

function nodeAt(root: ValueNode, path: ReadonlyArray<string | number>): ValueNode {
  let node = root;
  for (const key of path) {
    const child = childOf(node, key);
    if (child === undefined) return node;
    node = child;
  }
  return node;
}

function childOf(node: ValueNode, key: string | number): ValueNode | undefined {
  if (node.type === 'Array') return typeof key === 'number' ? node.elements[key]?.value : undefined;
  if (node.type !== 'Object') return undefined;
  return node.members.findLast(({ name }) => name.type === 'String' && name.value === key)?.value;
}

/** JSON.parse does not always say where it stopped; the parser with places does. */
function failureOf(text: string, error: unknown): { readonly message: string; readonly offset: number } {
  try {
    parse(text, { mode: 'json' });
  } catch (located) {
    if (located instanceof Error && 'offset' in located && typeof located.offset === 'number') {
      return { message: located.message.replace(/ \(\d+:\d+\)$/, '').replace(/ found\.$/, ''), offset: located.offset };
    }
  }
  return { message: error instanceof Error ? error.message : 'it cannot be parsed', offset: 0 };
}
