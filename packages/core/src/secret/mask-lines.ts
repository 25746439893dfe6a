import { findSecrets, isPlain } from './find-secrets.ts';
import { looksSecret } from './secret-name.ts';

/**
 * Lines of a manifest with a `*` for each character of a secret that stands in them in plain text: the value of a field
 * or param whose name is that of one, and whatever `findSecrets` finds. A code frame shows the lines around a mistake,
 * and ends up in logs that others read. Every line keeps its length.
 *
 * A line is looked at with the one before and the one behind it, not as YAML: too much is masked rather than too little.
 */
export function maskSecretLines(lines: ReadonlyArray<string>): ReadonlyArray<string> {
  return lines.map((line, index) => {
    const ranges = [
      ...findSecrets(line).map(({ offset, length }) => ({ offset, length })),
      ...secretFields(line),
      ...secretParam(line, [lines[index - 1] ?? '', lines[index + 1] ?? '']),
    ];
    return ranges.reduce(maskRange, line);
  });
}

interface Range {
  readonly offset: number;
  readonly length: number;
}

function maskRange(line: string, { offset, length }: Range): string {
  return line.slice(0, offset) + '*'.repeat(length) + line.slice(offset + length);
}

/** `password: x`, `"password": "x"`, and `{ name: password, value: x }`, in which the two may stand in either order. */
function secretFields(line: string): ReadonlyArray<Range> {
  const fields = fieldsOf(line);
  const name = fields.find(({ key }) => key === 'name')?.value;
  return fields.flatMap(({ key, value, offset }) => {
    const called = key === 'value' && name !== undefined ? name : key;
    return isSecretValue(called, value) ? [{ offset, length: value.length }] : [];
  });
}

/** `value: x` in the line behind or before `name: password`. */
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
  /** Of the value, without its quotes. */
  readonly offset: number;
}

/** The fields of a line whose value is a scalar in the same line. */
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

/** A longer line is data, and no one reads it. */
const longestLine = 20_000;
