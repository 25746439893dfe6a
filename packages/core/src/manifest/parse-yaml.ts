import { Composer, type Document, Lexer, Parser, type YAMLParseError } from 'yaml';
import type { SourceText } from './source-text.ts';
import type { TextRange } from './split-documents.ts';

/** One document of YAML as a tree of nodes, every scalar still the text that was written. */
export interface YamlDocument {
  /** The tree; its ranges count from {@link base}. */
  readonly tree: Document.Parsed;
  /** Where it is not YAML. */
  readonly errors: ReadonlyArray<YAMLParseError>;
  /** Where the text of the tree begins in the whole text. */
  readonly base: number;
}

/** What {@link parseYaml} makes of a range of a text. */
export interface ParsedYaml {
  /** Its documents; more than one where `...` ends one of them. */
  readonly documents: ReadonlyArray<YamlDocument>;
  /** Where reading ended before the end of the range, and why. */
  readonly refused?: { readonly code: 'too-deep' | 'too-large'; readonly at: number };
}

/** Objects and lists in each other, in a document: the definitions of CustomResourceDefinitions have some 70. */
export const maxDepth = 200;

/**
 * How long a document of YAML may be, in UTF-16 code units. An API server takes requests of 3 MiB, so that only a List can
 * be as long; and the parser, which keeps the place of everything, takes some seconds for it.
 */
export const mostYamlCharacters: number = 3 * 1024 * 1024;

/**
 * Parses a range of a text. No text makes it throw: what is wrong stands in the errors of the trees.
 *
 * The parser gets the text token by token, because the step behind it, which makes the tree, calls itself for each level
 * of nesting and would run out of stack.
 */
export function parseYaml({ text }: SourceText, { start, end }: TextRange): ParsedYaml {
  // As long as before, so that every offset stays true.
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

/** Line breaks to Kubernetes' reader, and to YAML 1.1, that the parser does not take for one. */
const loneLineBreak = /\r(?!\n)|\x85/g;

/** Every scalar is left a string: what it stands for is `readPlainScalar`'s to say, and no document's directive's. */
const options = {
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  merge: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/** A manifest of the greatest length has half as many; what has more is made to keep the reader busy. */
const mostLexemes = 1_000_000;

/** The parser holds the document and the open scalar besides the collections. */
const maxStack = maxDepth + 2;

function asDocuments(trees: ReadonlyArray<Document.Parsed>, base: number): ReadonlyArray<YamlDocument> {
  return trees.map((tree) => ({ tree, errors: tree.errors.filter((error) => !isGluedComment(error)), base }));
}

/** `"a"#comment`, which Kubernetes reads and YAML does not. */
function isGluedComment({ code, message }: YAMLParseError): boolean {
  return code === 'MISSING_CHAR' && message.startsWith('Comments must be separated');
}
