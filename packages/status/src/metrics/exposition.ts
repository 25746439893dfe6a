import { readOr } from '@stash-functions/core/decode';
import type { Metric, MetricLabels } from './metric.ts';

/**
 * The metrics in Prometheus' text format. Each name comes once with its help and type, in the order of its first
 * series. Labels are sorted by name. Where two series have the same name and labels, the last one counts.
 *
 * @returns lines that each end in a line feed; the empty string for none
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function toExposition(metrics: ReadonlyArray<Metric>): string {
  return readOr('', () => {
    const families = new Map<
      string,
      { readonly help: string; readonly type: string; readonly lines: Map<string, string> }
    >();
    for (const { name, help, type, labels, value } of metrics) {
      const family = families.get(name) ?? { help, type, lines: new Map<string, string>() };
      families.set(name, family);
      const series = `${name}${formatLabels(labels)}`;
      family.lines.set(series, `${series} ${formatValue(value)}\n`);
    }
    return [...families]
      .map(([name, { help, type, lines }]) => {
        const header = `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n`;
        return header + [...lines.values()].join('');
      })
      .join('');
  });
}

function formatLabels(labels: MetricLabels): string {
  const pairs = Object.entries<string | undefined>(labels)
    .flatMap(([name, value]): ReadonlyArray<readonly [string, string]> => (value === undefined ? [] : [[name, value]]))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function formatValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  return value === Number.NEGATIVE_INFINITY ? '-Inf' : String(value);
}

function escapeLabel(value: string): string {
  return value
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('"', '\\"');
}

function escapeHelp(help: string): string {
  return help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
