import { isPlain, looksSecret, maskSecretLines } from '@stash-functions/core';
import { isAlias, isMap, isScalar, isSeq, type ParsedNode, parseAllDocuments, type YAMLMap } from 'yaml';
import type { Concealed, TextFile } from '../protocol.ts';

/**
 * The texts as they may leave the page: without the values of Secrets, and without secrets in plain text in params,
 * fields, flags and URLs. Keys and names stay, so that the texts are planned as before.
 *
 * A Secret whose values cannot be told for certain refuses all: too much is kept back rather than too little.
 */
export function conceal(files: ReadonlyArray<TextFile>): Concealed {
  let hidden = 0;
  const shared: Array<TextFile> = [];
  for (const { name, text } of files) {
    const ranges = secretRanges(text);
    if (ranges === undefined) {
      return { refused: `${name} has a Secret in it that cannot be read; mend it, or take it out, and share again` };
    }
    // Masked lines keep their length, so that the ranges are the same in them.
    const lines = text.split('\n');
    const maskedLines = maskSecretLines(lines);
    const masked = maskedLines.join('\n');
    const without = ranges.reduceRight(
      (rest, { from, to, instead }) =>
        rest.slice(0, from) + instead + rest.slice(text.charAt(to - 1) === '\n' ? to - 1 : to),
      masked,
    );
    hidden += ranges.length + linesOnlyMasked(lines, maskedLines, ranges);
    shared.push({ name, text: without });
  }
  return { files: shared, hidden };
}

/** Text of YAML and of JSON. */
const placeholder = '"***"';

/** The same for a field that an API server takes in base64 alone. */
const placeholderInBase64 = '"Kioq"';

/** How many lines hold a secret in plain text that no range stands for. */
function linesOnlyMasked(
  lines: ReadonlyArray<string>,
  masked: ReadonlyArray<string>,
  ranges: ReadonlyArray<Replaced>,
): number {
  let start = 0;
  let count = 0;
  for (const [index, line] of lines.entries()) {
    const end = start + line.length;
    if (line !== masked[index] && !ranges.some(({ from, to }) => from <= end && to >= start)) count += 1;
    start = end + 1;
  }
  return count;
}

interface Replaced {
  readonly from: number;
  readonly to: number;
  readonly instead: string;
}

/** In the order of the text; undefined where there is a Secret and what it holds cannot be told. */
function secretRanges(text: string): ReadonlyArray<Replaced> | undefined {
  const documents = parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false });
  const list = Array.isArray(documents) ? documents : [];
  const mentionsSecret = /["']?kind["']?\s*:\s*["']?Secret\b/.test(text);
  if (mentionsSecret && list.some(({ errors }) => errors.length > 0)) return undefined;
  const found: Array<Replaced> = [];
  const isClear = list.every(({ contents }) => collect(contents, found));
  return isClear ? found.sort((a, b) => a.from - b.from) : undefined;
}

/** Adds what stands in a node; false where there is a Secret whose values cannot be told. */
function collect(node: ParsedNode | null, found: Array<Replaced>): boolean {
  if (isSeq(node)) return node.items.every((item) => collect(item, found));
  if (!isMap(node)) return true;
  if (node.items.some(({ key, value }) => isScalar(key) && key.value === 'kind' && isAlias(value))) return false;
  if (textAt(node, 'kind') === 'Secret') return collectSecret(node, found);
  const name = textAt(node, 'name');
  return node.items.every(({ key, value }) => {
    const called = isScalar(key) ? String(key.value) : '';
    const names = called === 'value' && name !== undefined ? name : called;
    if (!isScalar(value)) return collect(value, found);
    const held = typeof value.value === 'string' ? value.value : '';
    if (looksSecret(names) && isPlain(held, names)) hide(value.range, placeholder, found);
    return true;
  });
}

function collectSecret(secret: YAMLMap.Parsed, found: Array<Replaced>): boolean {
  return secret.items.every(({ key, value }) => {
    const field = isScalar(key) ? String(key.value) : '';
    if (field === 'data' || field === 'stringData') {
      if (value === null || (isScalar(value) && value.value === null)) return true;
      if (!isMap(value)) return false;
      return value.items.every(({ value: held }) => {
        if (held === null || isAlias(held) || !isScalar(held)) return held === null;
        hide(held.range, field === 'data' ? placeholderInBase64 : placeholder, found);
        return true;
      });
    }
    // Annotations may hold the whole manifest once more, as that of the last apply does.
    if (field === 'metadata' && isMap(value)) return value.items.every((pair) => collectAnnotations(pair, found));
    return !isAlias(value) && field !== '<<';
  });
}

function collectAnnotations({ key, value }: YAMLMap.Parsed['items'][number], found: Array<Replaced>): boolean {
  if (!isScalar(key) || key.value !== 'annotations') return true;
  if (!isMap(value)) return value === null || isScalar(value);
  return value.items.every(({ value: held }) => {
    if (!isScalar(held)) return held === null;
    hide(held.range, placeholder, found);
    return true;
  });
}

function hide(range: ParsedNode['range'], instead: string, found: Array<Replaced>): void {
  const [from, to] = range;
  if (to > from) found.push({ from, to, instead });
}

function textAt(map: YAMLMap.Parsed, wanted: string): string | undefined {
  const pair = map.items.find(({ key }) => isScalar(key) && key.value === wanted);
  return isScalar(pair?.value) && typeof pair.value.value === 'string' ? pair.value.value : undefined;
}
