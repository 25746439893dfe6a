import { Document, Pair, Scalar, type ToStringOptions, YAMLMap, YAMLSeq } from 'yaml';
import { readOr } from '../input/read-or.ts';
import { codecInside, codecOfKind, type FieldCodec, orderKeys } from './field-order.ts';
import { isPlainString } from './kubernetes-scalar.ts';

/**
 * Prints a resource, or any Kubernetes object, as YAML. Like kubectl, it orders fields as the API does, and neither
 * indents lists nor folds long lines. The last line has a line end.
 *
 * The text reads back to an equal resource, here and in Kubernetes. Strings that would be read as another type stand in
 * quotes (`"yes"`, `"012"`, `"1_000"`, `"null"`), and so do those that other readers take for times or dates. Fields
 * that are `undefined` are left out, as in JSON. A Date, which some clients use, becomes its text. There are no anchors
 * or aliases.
 */
export function printManifest(resource: object): string {
  return readOr('', () => {
    const document = new Document(toNode(resource, codecOfKind(resource)), { schema: 'core' });
    // Only double-quoted scalars can hold these characters: `toNode` sees to that.
    return document.toString(format).replaceAll(unprintable, (character) => `\\u${hex(character)}`);
  });
}

/** Prints many resources as one text, in the order given, with `---` between them. The empty string for none. */
export function printManifests(resources: Iterable<object>): string {
  return readOr('', () => Array.from(resources, printManifest).join('---\n'));
}

const format: ToStringOptions = {
  indentSeq: false,
  lineWidth: 0,
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
};

/** Characters that Kubernetes' YAML reader takes for line breaks or does not allow, or that are invisible. */
const unprintable = /[\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}

type Node = YAMLMap | YAMLSeq | Scalar;

function toNode(value: unknown, codec: FieldCodec): Node {
  if (typeof value === 'string') return toScalar(value);
  // As in JSON: 0 for a negative zero, and null for a value that is no finite number.
  if (typeof value === 'number') return new Scalar(Number.isFinite(value) ? value + 0 : null);
  if (typeof value !== 'object' || value === null) return new Scalar(value ?? null);
  if (Array.isArray(value)) {
    const sequence = new YAMLSeq<Node>();
    for (const [index, item] of value.entries()) sequence.items.push(toNode(item, codecInside(codec, index)));
    return sequence;
  }
  if ('toJSON' in value && typeof value.toJSON === 'function') return toNode(value.toJSON(), codec);
  const map = new YAMLMap<Scalar, Node>();
  const members = new Map<string, unknown>(Object.entries(value));
  for (const key of orderKeys(value, codec)) {
    const member = members.get(key);
    if (isInJson(member)) map.items.push(new Pair(toKey(key), toNode(member, codecInside(codec, key))));
  }
  return map;
}

function isInJson(member: unknown): boolean {
  return member !== undefined && typeof member !== 'function' && typeof member !== 'symbol';
}

function toScalar(text: string): Scalar<string> {
  const scalar = new Scalar(text);
  if (!text.includes('\n')) {
    const isString = isPlainString(text) && !otherwiseElsewhere.test(text);
    if (!isString || text.includes('\t') || mustBeEscaped.test(text)) scalar.type = Scalar.QUOTE_DOUBLE;
  } else scalar.type = mustBeEscaped.test(text) || unclearLines.test(text) ? Scalar.QUOTE_DOUBLE : Scalar.BLOCK_LITERAL;
  return scalar;
}

/** A key has to stand on one line, even if its text has several. */
function toKey(text: string): Scalar<string> {
  const scalar = toScalar(text);
  if (scalar.type === Scalar.BLOCK_LITERAL) scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

/**
 * Texts that other readers of YAML 1.1 take for other types: the merge key, the default key, numbers without digits or
 * to the base of 60, and dates.
 */
const otherwiseElsewhere =
  /^(?:<<|=|[-+]?(?:\d[\d_]*)?\.[\d_]*|[-+]?(?:\d[\d_]*)?(?:\.[\d_]*)?[eE][-+]?\d+|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?)$/;

/** Invisible characters, and halves of characters, which no file can hold. */
const mustBeEscaped = /(?![\n\t])[\p{Cc}\u2028\u2029\uFEFF\uFFFE\uFFFF]|\p{Surrogate}/u;

/**
 * Lines that would change a block's indentation or end: a first line that begins with a blank, and lines of blanks
 * alone.
 */
const unclearLines = /^[ \t\n]|\n[ \t]+(?:\n|$)|\n\n$/;
