import { Document, Pair, Scalar, type ToStringOptions, YAMLMap, YAMLSeq } from 'yaml';
import { codecInside, codecOfKind, type FieldCodec, orderKeys } from './field-order.ts';
import { isPlainString } from './kubernetes-scalar.ts';

/**
 * A resource, or any Kubernetes object, as YAML: the fields in the order of the API, lists not indented, long lines not
 * folded, as kubectl prints, and a line end behind the last line.
 *
 * It reads back to an equal resource, here and in Kubernetes: strings that would be read as something else stand in
 * quotes (`"yes"`, `"012"`, `"1_000"`, `"null"`), and so do those that other readers take for times or dates. What JSON
 * does not have, fields that are `undefined`, is left out; a Date, as clients have them, is its text; nothing is shared by
 * anchors and aliases.
 */
export function printManifest(resource: object): string {
  const document = new Document(toNode(resource, codecOfKind(resource)), { schema: 'core' });
  // Only double-quoted scalars can hold these, for toNode puts them there.
  return document.toString(format).replaceAll(unprintable, (character) => `\\u${hex(character)}`);
}

/** Many resources as one text, in the order given, with `---` between them; the empty string for none. */
export function printManifests(resources: Iterable<object>): string {
  return Array.from(resources, printManifest).join('---\n');
}

const format: ToStringOptions = {
  indentSeq: false,
  lineWidth: 0,
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
};

/** Line breaks to Kubernetes' YAML reader, invisible, or not allowed there at all. */
const unprintable = /[\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}

type Node = YAMLMap | YAMLSeq | Scalar;

function toNode(value: unknown, codec: FieldCodec): Node {
  if (typeof value === 'string') return toScalar(value);
  // As JSON has them: without a negative zero, and null for what is no number.
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

/** As a key, a text of several lines stands on one. */
function toKey(text: string): Scalar<string> {
  const scalar = toScalar(text);
  if (scalar.type === Scalar.BLOCK_LITERAL) scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

/** The merge key, YAML 1.1's default key, its numbers without digits and to the base of 60, and dates. */
const otherwiseElsewhere =
  /^(?:<<|=|[-+]?(?:\d[\d_]*)?\.[\d_]*|[-+]?(?:\d[\d_]*)?(?:\.[\d_]*)?[eE][-+]?\d+|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?)$/;

/** What nobody sees in a line, and halves of characters, which no file can hold. */
const mustBeEscaped = /(?![\n\t])[\p{Cc}\u2028\u2029\uFEFF\uFFFE\uFFFF]|\p{Surrogate}/u;

/** Lines that a block takes for its indentation or its end: a first one that begins with a blank, any of blanks alone. */
const unclearLines = /^[ \t\n]|\n[ \t]+(?:\n|$)|\n\n$/;
