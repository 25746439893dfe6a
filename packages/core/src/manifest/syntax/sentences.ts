import type { YAMLParseError } from 'yaml';
import { clip, type Diagnosis, type Failure } from './mistake.ts';

/** The words for a failure of the parser, for the person who wrote the manifest. */
interface Sentence {
  /** The beginning of the parser's own message; every message matches where it is absent. */
  readonly of?: string;
  readonly message: string;
  readonly hint?: string;
}

/** Explains a failure that no mistake fits, in words that need no knowledge of YAML's grammar. */
export function sentenceOf({ error, line, at, end }: Failure): Diagnosis {
  const list: ReadonlyArray<Sentence> = sentences[error.code];
  const { message, hint } = list.find(({ of }) => of === undefined || error.message.startsWith(of)) ?? unknown;
  const shown = line.text.trim();
  const lineEnd = line.start + line.text.trimEnd().length;
  return {
    start: at,
    end: Math.max(at + 1, Math.min(end, Math.max(lineEnd, at + 1))),
    message: shown === '' ? message : `${message}: \`${clip(shown)}\``,
    hint,
  };
}

const unknown: Sentence = { message: 'this cannot be read as YAML' };

/** One list for each code of the parser: the compiler keeps it complete. */
const sentences: Readonly<Record<YAMLParseError['code'], ReadonlyArray<Sentence>>> = {
  ALIAS_PROPS: [
    {
      message: 'an alias `*name` cannot have a name or a type of its own',
      hint: 'remove the `&name` or `!type` before it',
    },
  ],
  BAD_ALIAS: [
    { of: 'Anchor', message: 'a `&` stands alone, without the name that it gives', hint: 'put the value in quotes' },
    { message: 'a `*` stands alone, without the name that it stands for', hint: 'put the value in quotes' },
  ],
  BAD_COLLECTION_TYPE: [{ message: 'the `!type` does not fit the value behind it', hint: 'remove the `!type`' }],
  BAD_DIRECTIVE: [{ message: 'a line that begins with `%` is none that YAML knows', hint: 'remove the line' }],
  BAD_DQ_ESCAPE: [{ message: 'a backslash in double quotes stands before the wrong character' }],
  BAD_INDENT: [
    {
      of: 'Block scalar values',
      message: 'the lines of a text below `|` or `>` are not indented',
      hint: 'indent each line deeper than its key',
    },
    {
      of: 'Block scalar lines',
      message: 'a line of a text below `|` or `>` is indented less than the first one',
      hint: 'indent each line at least as deep as the first one',
    },
    {
      of: 'Flow map',
      message: 'a { is not closed by a }',
      hint: 'close it, or indent each of its lines deeper than its key',
    },
    {
      of: 'Flow sequence',
      message: 'a [ is not closed by a ]',
      hint: 'close it, or indent each of its lines deeper than its key',
    },
    { message: 'this line is indented as no other line of its map or list is' },
  ],
  BAD_PROP_ORDER: [
    { message: 'a `&name` or a `!type` stands before the dash of its item', hint: 'write it behind the dash' },
  ],
  BAD_SCALAR_START: [
    { message: 'a value begins with a character that YAML keeps for itself', hint: 'put the value in quotes' },
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    {
      message: 'a map or a list stands where only a value of one line can stand',
      hint: 'write it on lines of its own',
    },
  ],
  BLOCK_IN_FLOW: [
    {
      message: 'lines with dashes or keys stand between [ ] or { }',
      hint: 'separate what is between the brackets by commas, or leave the brackets out',
    },
  ],
  DUPLICATE_KEY: [{ message: 'a key stands twice in one map', hint: 'keep one of the two' }],
  IMPOSSIBLE: [{ message: 'this cannot be read as YAML' }],
  KEY_OVER_1024_CHARS: [
    { message: 'a key is longer than 1024 characters', hint: 'put the value in quotes where it is text' },
  ],
  MISSING_CHAR: [
    {
      of: 'Block collection cannot start on same line',
      message: 'the manifest begins on the line of `---`',
      hint: 'begin it on the next line',
    },
    {
      of: 'Missing directives-end',
      message: 'below a line that begins with `%` a line `---` is missing',
      hint: 'write a line `---` before the manifest',
    },
    {
      of: 'Block scalars with more-indented',
      message: 'an empty line below `|` or `>` has more spaces than the text below it',
      hint: 'remove the spaces of the empty line',
    },
    {
      of: 'Implicit map keys',
      message: 'a colon is missing behind a key',
      hint: 'write a colon and the value, or remove the line',
    },
    {
      of: 'Sequence item without',
      message: 'an item of the list has no dash',
      hint: 'write a dash and a space before it',
    },
    {
      of: 'Missing newline after',
      message: 'a list begins on the line of its `&name` or `!type`',
      hint: 'begin it on the next line',
    },
    {
      of: 'Tags and anchors must',
      message: 'a space is missing behind a `&name` or a `!type`',
      hint: 'put the value in quotes where it is text',
    },
    { of: 'Missing space after :', message: 'a space is missing behind a colon' },
    {
      of: 'Missing ,',
      message: 'a comma is missing',
      hint: 'write a comma between what stands between the brackets, or put all of the value in quotes where it is text',
    },
    { of: 'Missing closing', message: 'a quote is opened and not closed' },
    { of: 'Expected flow map', message: 'a { is not closed by a }' },
    { of: 'Expected flow sequence', message: 'a [ is not closed by a ]' },
    { of: 'Comments must', message: 'a space is missing before a `#`', hint: 'write a space before the comment' },
    { message: 'a character is missing here' },
  ],
  MULTILINE_IMPLICIT_KEY: [{ message: 'this is not a key and a value' }],
  MULTIPLE_ANCHORS: [{ message: 'a value has two names `&name`', hint: 'put the value in quotes where it is text' }],
  MULTIPLE_DOCS: [{ message: 'there is more than one document here' }],
  MULTIPLE_TAGS: [{ message: 'a value has two types `!type`', hint: 'put the value in quotes where it is text' }],
  NON_STRING_KEY: [{ message: 'a key is not text', hint: 'put the key in quotes' }],
  RESOURCE_EXHAUSTION: [{ message: 'the document is too large or too deep to be read' }],
  TAB_AS_INDENT: [{ message: 'a tab stands where YAML needs spaces', hint: 'indent with spaces' }],
  TAG_RESOLVE_FAILED: [
    { message: 'a `!type` is not one that YAML knows', hint: 'put the value in quotes where it is text' },
  ],
  UNEXPECTED_TOKEN: [
    { of: 'Unexpected ,', message: 'a comma stands where a value should', hint: 'remove the comma' },
    { of: 'Unexpected empty item', message: 'nothing stands between two commas', hint: 'remove one of the commas' },
    {
      of: 'Block scalar header',
      message: 'text stands behind a `|` or `>`',
      hint: 'put the value in quotes, or write the text on the lines below',
    },
    {
      of: 'Not a YAML token',
      message: 'text stands behind a `|` or `>`',
      hint: 'put the value in quotes, or write the text on the lines below',
    },
    {
      of: 'Unexpected flow-seq-end',
      message: 'a ] stands here that no [ opens',
      hint: 'remove it, or put the value in quotes where it is text',
    },
    {
      of: 'Unexpected flow-map-end',
      message: 'a } stands here that no { opens',
      hint: 'remove it, or put the value in quotes where it is text',
    },
    { message: 'the value is complete before this', hint: 'put all of it in quotes where it is one text' },
  ],
};
