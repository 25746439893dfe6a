import { isRight } from 'fp-ts/lib/Either.js';
import {
  type Alias,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { inQuotes } from '../codec/in-quotes.ts';
import type { LoadProblemCode } from '../problem/core-problem-code.ts';
import type { Problem, Severity } from '../problem/problem.ts';
import { exactInteger, keyOfScalar, readPlainScalar, type ScalarValue } from './kubernetes-scalar.ts';
import { maxDepth, type YamlDocument } from './parse-yaml.ts';
import { readTaggedScalar } from './read-tagged-scalar.ts';
import { setOwn } from './set-own.ts';
import type { SourceText } from './source-text.ts';
import { unquotedTemplateProblem } from './unquoted-template.ts';

/** The value of a document, with its errors and warnings. */
export interface BuiltValue {
  /** Plain objects, lists, strings, numbers, booleans and null. Null also stands for a part that could not be read. */
  readonly value: unknown;
  /** All problems, in the order of the text. */
  readonly problems: ReadonlyArray<Problem<LoadProblemCode>>;
}

/**
 * Makes the value that Kubernetes' YAML reader makes of a document without syntax errors. It reads scalars as that
 * reader does, and makes strings of keys of other types. A merge key (`<<`) overrides the keys before it and gives way
 * to those after it.
 *
 * There are three differences. A key that stands twice is refused. No document pollutes a prototype: `__proto__` is a
 * key like any other. The nodes behind aliases are copied up to {@link mostAliased}, so that no value grows beyond
 * bounds.
 */
export function buildValue(document: YamlDocument, source: SourceText): BuiltValue {
  const reading: Reading = {
    source,
    base: document.base,
    problems: [],
    anchors: new Map(),
    targets: new Map(),
    open: new Set(),
    aliased: 0,
    insideAlias: false,
  };
  const value = build(document.tree.contents, [], reading);
  return { value, problems: reading.problems };
}

/** More than anybody reads. A text that is no manifest at all can have as many problems as characters. */
export const mostProblems = 1000;

/** The most nodes that a document may have through its aliases: "billion laughs" has 10^9. */
const mostAliased = 100_000;

interface Reading {
  readonly source: SourceText;
  readonly base: number;
  readonly problems: Array<Problem<LoadProblemCode>>;
  /** The node that has an anchor's name at this place of the document. */
  readonly anchors: Map<string, Node>;
  /** The node of each alias, as it was when the alias was met first. The same name may be given again further down. */
  readonly targets: Map<Alias, Node>;
  /** The anchored nodes around the current one. No alias inside them can stand for one of them. */
  readonly open: Set<Node>;
  aliased: number;
  insideAlias: boolean;
}

type Path = ReadonlyArray<string | number>;

function build(node: unknown, path: Path, reading: Reading): unknown {
  if (reading.insideAlias && ++reading.aliased > mostAliased) return null;
  if (isAlias(node)) return buildAlias(node, path, reading);
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
  if (node.anchor !== undefined && !reading.insideAlias) reading.anchors.set(node.anchor, node);
  if (!reading.insideAlias) checkProperties(node, path, reading);
  if (isScalar(node)) return buildScalar(node, path, reading);
  if (path.length >= maxDepth) {
    report(reading, rangeOf(node), path, {
      code: 'too-deep',
      message: `objects and lists are nested more than ${maxDepth} levels deep`,
    });
    return null;
  }
  reading.open.add(node);
  const value = isMap(node) ? buildMap(node, path, reading) : buildSequence(node, path, reading);
  reading.open.delete(node);
  return value;
}

function buildSequence(node: YAMLSeq, path: Path, reading: Reading): ReadonlyArray<unknown> {
  return node.items.map((item, index) => build(isPair(item) ? item.value : item, [...path, index], reading));
}

function buildMap(node: YAMLMap, path: Path, reading: Reading): Readonly<Record<string, unknown>> {
  const value: Record<string, unknown> = {};
  const given = new Set<string>();
  for (const { key: keyNode, value: valueNode } of node.items) {
    if (isMergeKey(keyNode)) {
      merge(value, valueNode, path, reading);
      continue;
    }
    const key = buildKey(keyNode, path, reading);
    if (key === undefined) continue;
    if (given.has(key)) {
      report(reading, rangeOf(keyNode), [...path, key], {
        code: 'duplicate-key',
        message: `the key \`${key}\` stands twice in one map`,
        hint: 'keep one of the two',
      });
    }
    given.add(key);
    setOwn(value, key, build(valueNode, [...path, key], reading));
  }
  return value;
}

/**
 * Checks the parts that stand before a value: a name (anchor), and a type (tag). Kubernetes takes only letters, digits,
 * `-` and `_` in a name. Both are often the beginning of a text that lacks its quotes.
 */
function checkProperties(node: Scalar | YAMLMap | YAMLSeq, path: Path, reading: Reading): void {
  const { anchor, tag } = node;
  const isLocal = tag !== undefined && tag !== '!' && !tag.startsWith('tag:');
  const isOddName = anchor !== undefined && !/^[\w-]+$/.test(anchor);
  const isNameAlone = anchor !== undefined && isScalar(node) && isPlain(node) && textOf(node) === '';
  if (!isLocal && !isOddName && !isNameAlone) return;
  const [begin, end] = rangeOf(node);
  const at = reading.base + begin;
  const before = reading.source.text.slice(reading.source.text.lastIndexOf('\n', at - 1) + 1, at);
  const [head = ''] = /[&!](?:<[^>\n]*>|[^\s,[\]{}]*)(?:[ \t]+[&!][^\s,[\]{}]*)?[ \t]*$/.exec(before) ?? [];
  const start = begin - head.length;
  const written = reading.source.text.slice(reading.base + start, reading.base + end).trimEnd();
  const isLine = isScalar(node) && node.type === 'PLAIN' && !written.includes('\n') && head !== '';
  const place = isLine ? ([start, start + written.length] as const) : ([start, Math.max(begin, start + 1)] as const);
  const name = head.trimEnd();
  const cure = isLine
    ? { hint: `put the value in quotes where it is text: ${inQuotes(written)}`, quoted: written }
    : {};
  if (isOddName) {
    const message = `\`${name}\` is no name that YAML can give a value`;
    report(reading, place, path, { code: 'invalid-alias', message, ...cure });
    return;
  }
  const what = isLocal ? 'a type' : 'a name for a value';
  const rest = isScalar(node) ? textOf(node) : undefined;
  const read = rest === undefined ? 'drops it' : rest === '' ? 'reads nothing else' : `reads \`${rest}\``;
  const message = `YAML takes \`${name}\` for ${what}, and ${read}`;
  report(reading, place, path, { code: 'dropped-text', severity: 'warning', message, ...cure });
}

/** The key as a string; undefined, with a problem, where it cannot be one. */
function buildKey(keyNode: unknown, path: Path, reading: Reading): string | undefined {
  const node = isAlias(keyNode) ? aliasTarget(keyNode, path, reading) : keyNode;
  if (isAlias(keyNode) && node === undefined) return undefined;
  if (!isScalar(node)) {
    const message = isMap(node) || isSeq(node) ? 'a map or a list cannot be a key' : noKey;
    const hint =
      message === noKey
        ? 'write the key, or put the value in quotes'
        : 'put a key that holds `{`, `[` or `? ` in quotes';
    report(reading, rangeOf(keyNode), path, { code: 'invalid-key', message, hint });
    return undefined;
  }
  if (node.anchor !== undefined) reading.anchors.set(node.anchor, node);
  const text = textOf(node);
  const key = isPlain(node) ? keyOfScalar(text) : stringKey(buildScalar(node, path, reading));
  if (key === undefined) {
    const cure = text === '' ? { hint: 'write the key' } : { hint: `put it in quotes: "${text}"`, quoted: text };
    const message = text === '' ? noKey : `the key \`${text}\` is null`;
    report(reading, rangeOf(node), path, { code: 'invalid-key', message, ...cure });
    return undefined;
  }
  const problem = isPlain(node) ? unquotedTemplateProblem(node, 'key', [...path, key], reading) : undefined;
  if (problem !== undefined && reading.problems.length < mostProblems) reading.problems.push(problem);
  return key;
}

const noKey = 'a key is missing before the `:`';

function stringKey(value: ScalarValue): string | undefined {
  if (typeof value === 'number') return keyOfScalar(String(value));
  return value === null ? undefined : String(value);
}

/** Merges `<<: *base`, `<<: [*one, *two]` or `<<: {a: b}`. The first map of a list that has a key wins. */
function merge(into: Record<string, unknown>, node: unknown, path: Path, reading: Reading): void {
  const sources = isSeq(node) ? node.items.toReversed() : [node];
  for (const source of sources) {
    const target = isAlias(source) ? aliasTarget(source, path, reading) : source;
    if (isAlias(source) && target === undefined) continue;
    if (!isMap(target)) {
      report(reading, rangeOf(source), path, {
        code: 'invalid-merge',
        message: 'the value of the merge key `<<` is not a map or a list of maps',
        hint: 'put the key in quotes, "<<", where it is no merge key',
      });
      continue;
    }
    const merged = build(source, path, reading);
    if (typeof merged !== 'object' || merged === null) continue;
    for (const [key, value] of Object.entries(merged)) setOwn(into, key, value);
  }
}

function isMergeKey(node: unknown): boolean {
  if (!isScalar(node) || node.value !== '<<') return false;
  return node.tag === undefined ? node.type === 'PLAIN' : node.tag === 'tag:yaml.org,2002:merge';
}

function buildAlias(alias: Alias, path: Path, reading: Reading): unknown {
  const target = aliasTarget(alias, path, reading);
  if (target === undefined || reading.aliased > mostAliased) return null;
  const { insideAlias } = reading;
  reading.insideAlias = true;
  const value = build(target, path, reading);
  reading.insideAlias = insideAlias;
  if (!insideAlias && reading.aliased > mostAliased) {
    report(reading, rangeOf(alias), path, {
      code: 'excessive-aliasing',
      message: `the aliases of this document stand for more than ${mostAliased} values`,
      hint: 'write the values out, or fewer of them',
    });
  }
  return value;
}

function aliasTarget(alias: Alias, path: Path, reading: Reading): Node | undefined {
  const target = reading.targets.get(alias) ?? reading.anchors.get(alias.source);
  if (target !== undefined && !reading.open.has(target)) {
    reading.targets.set(alias, target);
    return target;
  }
  report(reading, rangeOf(alias), path, {
    code: 'invalid-alias',
    message:
      target === undefined
        ? `the alias \`*${alias.source}\` has no anchor \`&${alias.source}\` before it`
        : `the alias \`*${alias.source}\` stands inside of what it stands for`,
    hint: `put the value in quotes where it is no alias: "*${alias.source}"`,
    quoted: `*${alias.source}`,
  });
  return undefined;
}

function buildScalar(node: Scalar, path: Path, reading: Reading): ScalarValue {
  const text = textOf(node);
  if (node.tag !== undefined && node.tag !== '!') {
    const tagged = readTaggedScalar(node.tag, text);
    if (isRight(tagged)) return tagged.right;
    report(reading, rangeOf(node), path, { code: 'invalid-tag', message: tagged.left });
    return null;
  }
  if (!isPlain(node)) return text;
  const problem = unquotedTemplateProblem(node, 'value', path, reading);
  if (problem !== undefined && reading.problems.length < mostProblems) reading.problems.push(problem);
  const value = readPlainScalar(text);
  return typeof value === 'number' ? checkNumber(node, text, value, path, reading) : value;
}

function checkNumber(node: Scalar, text: string, value: number, path: Path, reading: Reading): number | null {
  if (!Number.isFinite(value)) {
    const message = `\`${text}\` is a number that JSON, and so an API server, cannot hold`;
    report(reading, rangeOf(node), path, {
      code: 'invalid-number',
      message,
      hint: `put it in quotes if it is text: "${text}"`,
      quoted: text,
    });
    return null;
  }
  const exact = exactInteger(text, value);
  if (exact !== undefined) {
    const message = `\`${text}\` is read as ${BigInt(value)}: JavaScript holds whole numbers exactly up to 2^53`;
    report(reading, rangeOf(node), path, {
      code: 'inexact-number',
      severity: 'warning',
      message,
      hint: `put it in quotes if it is text: "${text}"`,
      quoted: text,
    });
  }
  return value;
}

/** The text of a scalar. An empty node has none, and no tag makes the parser give anything but a string. */
function textOf(node: Scalar): string {
  return typeof node.value === 'string' ? node.value : '';
}

function isPlain(node: Scalar): boolean {
  return (node.type === undefined || node.type === 'PLAIN') && node.tag === undefined;
}

interface Report {
  readonly code: LoadProblemCode;
  readonly severity?: Severity;
  readonly message: string;
  readonly hint?: string;
  /** The text at the place, if putting it in quotes cures the problem. */
  readonly quoted?: string;
}

function report(
  reading: Reading,
  [start, end]: readonly [number, number],
  path: Path,
  { severity = 'error', quoted, ...rest }: Report,
): void {
  if (reading.problems.length >= mostProblems) return;
  const source = reading.source.span(reading.base + start, reading.base + end);
  const fix = quoted === undefined ? {} : { fix: { span: source, text: inQuotes(quoted) } };
  reading.problems.push({ severity, path, source, ...rest, ...fix });
}

function rangeOf(node: unknown): readonly [number, number] {
  if (!isScalar(node) && !isMap(node) && !isSeq(node) && !isAlias(node)) return [0, 0];
  const { range } = node;
  return range === undefined || range === null ? [0, 0] : [range[0], range[1]];
}
