import { Composer, type Document, Lexer, Parser, type YAMLParseError } from 'yaml';
import type { SourceText } from './source-text.ts';
import type { TextRange } from './split-documents.ts';

/** One document of YAML as a tree of nodes. Every scalar is still the text that was written. */
export interface YamlDocument {
  /** The tree; its ranges count from {@link base}. */
  readonly tree: Document.Parsed;
  /** The errors, where the document is not YAML. */
  readonly errors: ReadonlyArray<YAMLParseError>;
  /** The beginning of the tree's text in the whole text. */
  readonly base: number;
}

/** The result of {@link parseYaml} for a range of a text. */
export interface ParsedYaml {
  /** The documents of the range. There is more than one where `...` ends a document. */
  readonly documents: ReadonlyArray<YamlDocument>;
  /** The offset where reading stopped before the end of the range, and the reason. */
  readonly refused?: { readonly code: 'too-deep' | 'too-large'; readonly at: number };
}

/** The most levels of objects and lists in a document. The definitions of CustomResourceDefinitions have some 70. */
export const maxDepth = 200;

/**
 * The most UTF-16 code units of a YAML document. An API server takes requests of 3 MiB, so only a List can be longer.
 * The parser keeps the place of everything, and takes some seconds for a document of this length.
 */
export const mostYamlCharacters: number = 3 * 1024 * 1024;

/**
 * Parses a range of a text. No text makes it throw: faults stand in the errors of the trees.
 *
 * The parser gets the text token by token. Its next step, which makes the tree, calls itself for each level of nesting
 * and would run out of stack.
 */
export function parseYaml({ text }: SourceText, { start, end }: TextRange): ParsedYaml {
  // The replacement is as long as the original, so that every offset stays true.
  const slice = text.slice(start, end).replaceAll(loneLineBreak, '\n');
  const parser = new Parser();
  const composer = new Composer(options);
  const trees: Array<Document.Parsed> = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(slice)) {
    for (const token of parser.next(lexeme)) trees.push(...composer.next(token));
    const code = parser.stack.length > maxStack ? 'too-deep' : ++lexemes > mostLexemes ? 'too-large' : undefined;
    if (code !== undefined)
      return { documents: asDocuments(trees, start), refused: { code, at: start + parser.offset } };
  }
  for (const token of parser.end()) trees.push(...composer.next(token));
  trees.push(...composer.end(false, slice.length));
  return { documents: asDocuments(trees, start) };
}

/** Line breaks that Kubernetes' reader and YAML 1.1 know, but the parser does not. */
const loneLineBreak = /\r(?!\n)|\x85/g;

/** Every scalar stays a string: only `readPlainScalar` decides its value, not a directive of the document. */
const options = {
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  merge: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/** A manifest of the greatest length has half as many. A text with more was made to keep the reader busy. */
const mostLexemes = 1_000_000;

/** Besides the collections, the parser's stack holds the document and the open scalar. */
const maxStack = maxDepth + 2;

function asDocuments(trees: ReadonlyArray<Document.Parsed>, base: number): ReadonlyArray<YamlDocument> {
  return trees.map((tree) => ({ tree, errors: tree.errors.filter((error) => !isGluedComment(error)), base }));
}

/** `"a"#comment`, which Kubernetes reads and YAML does not. */
function isGluedComment({ code, message }: YAMLParseError): boolean {
  return code === 'MISSING_CHAR' && message.startsWith('Comments must be separated');
}
