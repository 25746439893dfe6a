import { readOr } from '../input/read-or.ts';
import { findSecrets, isPlain } from './find-secrets.ts';
import { looksSecret } from './secret-name.ts';

/**
 * Masks each character of a plain secret in lines of a manifest with a `*`. A secret is the value of a field or param
 * with the name of one, and whatever `findSecrets` finds. A code frame shows the lines around a mistake, and often ends
 * up in logs that others read. Every line keeps its length.
 *
 * Each line is looked at together with its neighbours, but not as YAML: it is better to mask too much than too little.
 */
export function maskSecretLines(lines: ReadonlyArray<string>): ReadonlyArray<string> {
  return readOr([], () =>
    lines.map((line, index) => {
      const ranges = [
        ...findSecrets(line).map(({ offset, length }) => ({ offset, length })),
        ...secretFields(line),
        ...secretParam(line, [lines[index - 1] ?? '', lines[index + 1] ?? '']),
      ];
      return ranges.reduce(maskRange, line);
    }),
  );
}

interface Range {
  readonly offset: number;
  readonly length: number;
}

function maskRange(line: string, { offset, length }: Range): string {
  return line.slice(0, offset) + '*'.repeat(length) + line.slice(offset + length);
}

/** Finds `password: x`, `"password": "x"`, and `{ name: password, value: x }` with its two keys in either order. */
function secretFields(line: string): ReadonlyArray<Range> {
  const fields = fieldsOf(line);
  const name = fields.find(({ key }) => key === 'name')?.value;
  return fields.flatMap(({ key, value, offset }) => {
    const called = key === 'value' && name !== undefined ? name : key;
    return isSecretValue(called, value) ? [{ offset, length: value.length }] : [];
  });
}

/** Finds `value: x` in the line before or after `name: password`. */
function secretParam(line: string, neighbours: ReadonlyArray<string>): ReadonlyArray<Range> {
  const fields = fieldsOf(line);
  const value = fields.find(({ key }) => key === 'value');
  if (value === undefined || fields.some(({ key }) => key === 'name')) return [];
  const names = neighbours.flatMap((neighbour) => {
    const found = fieldsOf(neighbour);
    return found.some(({ key }) => key === 'value') ? [] : found.filter(({ key }) => key === 'name');
  });
  return names.some((name) => isSecretValue(name.value, value.value))
    ? [{ offset: value.offset, length: value.value.length }]
    : [];
}

function isSecretValue(name: string, value: string): boolean {
  return looksSecret(name) && isPlain(value, name);
}

interface Field {
  readonly key: string;
  readonly value: string;
  /** The offset of the value, without its quotes. */
  readonly offset: number;
}

/** The fields of a line that have a scalar as value in the same line. */
function fieldsOf(line: string): ReadonlyArray<Field> {
  if (line.length > longestLine) return [];
  return [
    ...line.matchAll(
      /(?<=^|[\s{,-])(["']?)([\w.-]{1,100})\1\s{0,9}:\s{1,99}("(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s{[#&*!|>][^,}]*)/g,
    ),
  ].map(({ 0: whole, 2: key = '', 3: written = '', index }) => {
    const value = written.trimEnd().replace(/\s+#.*$/, '');
    const quoted = /^["']/.test(value) ? 1 : 0;
    const inner = value.slice(
      quoted,
      quoted === 1 && value.length > 1 && value.endsWith(value.charAt(0)) ? -1 : undefined,
    );
    return { key, value: inner, offset: index + whole.length - written.length + quoted };
  });
}

/** A longer line is data, and nobody reads it. */
const longestLine = 20_000;
