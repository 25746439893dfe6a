import { formatPath, type ResourceReference, readOr } from '@stash-functions/core/decode';
import picocolors from 'picocolors';
import type { ExplainedSpan, ExplainedString, Explanation } from './explain.ts';

/** Options of {@link formatExplanation}. */
export interface FormatExplanationOptions {
  /** True colours the text with ANSI escapes. The terminal is not asked: pass `process.stdout.isTTY`. Default false. */
  readonly color?: boolean;
  /** True also shows strings without a placeholder. Default false. */
  readonly all?: boolean;
}

/**
 * Prints an explanation as a text for people. Under the name of each resource stand its strings with their paths. Under
 * each string stands one line for each variable or default in it, with its value, its layer, and the field that it
 * comes from. Columns are aligned within a resource. Long values are cut, and control characters are shown as `�`.
 *
 * @returns lines without a line end behind the last; the empty string for no strings
 */
export function formatExplanation(explanation: Explanation, options: FormatExplanationOptions = {}): string {
  return readOr('', () => {
    const colors = picocolors.createColors(options.color === true);
    const shown = explanation.strings.filter(({ spans }) => options.all === true || spans.some(isExplained));
    return groupByResource(shown)
      .map((group) => formatGroup(group, explanation.subject, colors).join('\n'))
      .join('\n\n');
  });
}

type Colors = ReturnType<typeof picocolors.createColors>;

/** One line of the table: an expression and its value. */
interface Row {
  readonly expression: string;
  readonly value: string;
  readonly layer: string;
  readonly origin: string;
}

function isExplained(span: ExplainedSpan): boolean {
  return span.kind !== 'text';
}

function groupByResource(strings: ReadonlyArray<ExplainedString>): ReadonlyArray<ReadonlyArray<ExplainedString>> {
  const groups = new Map<string, Array<ExplainedString>>();
  for (const string of strings) {
    const key = `${string.step ?? ''} ${string.resource.kind}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [string]);
    else group.push(string);
  }
  return [...groups.values()];
}

function formatGroup(
  strings: ReadonlyArray<ExplainedString>,
  subject: ResourceReference,
  colors: Colors,
): ReadonlyArray<string> {
  const [first] = strings;
  if (first === undefined) return [];
  const step = first.step === undefined ? '' : colors.dim(`, step ${first.step} of ${formatReference(subject)}`);
  const tables = strings.map(({ spans }) => spans.flatMap(rowsOf));
  const widths = columnWidths(tables.flat());
  const pathWidth = Math.max(...strings.map(({ path }) => formatPath(path).length));
  return [
    colors.bold(formatReference(first.resource)) + step,
    ...strings.flatMap((string, index) => [
      `  ${formatPath(string.path).padEnd(pathWidth)}  ${colors.bold(shorten(string.value, longestString))}`,
      ...(tables[index] ?? []).map((row) => `  ${' '.repeat(pathWidth)}  ${formatRow(row, widths, colors)}`),
    ]),
  ];
}

function rowsOf(span: ExplainedSpan): ReadonlyArray<Row> {
  switch (span.kind) {
    case 'text':
      return [];
    case 'default':
    case 'alternative': {
      const row = { expression: expressionOf(span), value: quote(span.text), layer: span.kind, origin: '' };
      return [row, ...span.spans.flatMap(rowsOf)];
    }
    case 'variable': {
      const { origin, text, value, layer } = span;
      const shown = text === value ? quote(text) : `${quote(value)} → ${quote(text)}`;
      const place = origin === undefined ? '' : `${formatReference(origin.resource)}, ${formatPath(origin.path)}`;
      return [{ expression: expressionOf(span), value: shown, layer, origin: place }];
    }
  }
}

/** The name and the operator, without the operand: `${NAME:=}`. */
function expressionOf({ name, operator }: { readonly name: string; readonly operator: string }): string {
  if (operator === 'length') return `\${#${name}}`;
  return operator === '' ? `\${${name}}` : `\${${name}${operator}…}`;
}

function columnWidths(rows: ReadonlyArray<Row>): Readonly<Record<'expression' | 'value' | 'layer', number>> {
  const width = (column: 'expression' | 'value' | 'layer'): number =>
    Math.max(0, ...rows.map((row) => row[column].length));
  return { expression: width('expression'), value: width('value'), layer: width('layer') };
}

function formatRow(row: Row, widths: ReturnType<typeof columnWidths>, colors: Colors): string {
  const cells = [
    colors.cyan(row.expression.padEnd(widths.expression)),
    row.value.padEnd(widths.value),
    ...(row.origin === ''
      ? [colors.yellow(row.layer)]
      : [colors.yellow(row.layer.padEnd(widths.layer)), colors.dim(row.origin)]),
  ];
  return cells.join('  ');
}

/** `Function postgres-backup`, `Repository demo/gcs-repo` */
function formatReference({ kind, namespace, name }: ResourceReference): string {
  if (name === undefined) return kind;
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

const longestString = 100;
const longestValue = 40;

/** Puts a text in quotes, so that the empty string and spaces at the ends can be seen. */
function quote(text: string): string {
  return `"${shorten(text, longestValue)}"`;
}

function shorten(text: string, longest: number): string {
  const cut = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return cut.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, '�');
}
