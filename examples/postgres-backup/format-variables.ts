import { formatPath } from '@stash-functions/core';
import type { ExplainedSpan, Explanation } from '@stash-functions/templating';

/** A table of every variable of an explanation, each value once: its name, its value, and its origin. */
export function formatVariables(explanation: Explanation): string {
  const rows = new Set<string>();
  const add = (name: string, value: string, from: string): void => {
    rows.add(JSON.stringify([name, value === '' ? '(empty)' : value, from]));
  };
  for (const { spans } of explanation.strings) for (const span of spans) visit(span, add);
  const table = [['VARIABLE', 'VALUE', 'FROM'], ...[...rows].sort().map((row): Array<string> => JSON.parse(row))];
  const width = (column: number): number => Math.max(...table.map((row) => row[column]?.length ?? 0));
  const [name, value] = [width(0), width(1)];
  return table.map((row) => `${row[0]?.padEnd(name)}  ${row[1]?.padEnd(value)}  ${row[2]}`).join('\n');
}

function visit(span: ExplainedSpan, add: (name: string, value: string, from: string) => void): void {
  if (span.kind === 'variable') {
    const { resource, path } = span.origin ?? {};
    const from = resource === undefined ? 'fixed' : `${resource.kind} ${resource.name}, ${formatPath(path ?? [])}`;
    add(span.name, span.value, `${span.layer}: ${from}`);
  } else if (span.kind === 'default' || span.kind === 'alternative') {
    add(span.name, span.text, `${span.kind} in the template`);
    for (const inner of span.spans) visit(inner, add);
  }
}
