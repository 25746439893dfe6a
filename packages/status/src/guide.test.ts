import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as status from './index.ts';
import { prometheusRules } from './metrics/alerts.ts';
import { metricTable } from './metrics/metric-table.ts';
import { resourceMetricTable } from './metrics/resource-metric-table.ts';

const guide = readFileSync(new URL('../../../docs/guides/status.md', import.meta.url), 'utf8');
const examples = [...guide.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = '']) => code);

/** The first cells of the table under a heading of the second level. */
function rowsBelow(heading: string): ReadonlyArray<string> {
  const table = guide.slice(guide.indexOf(`| ${heading} |`)).split('\n\n')[0] ?? '';
  return [...table.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, name = '', text = '']) => `${name}: ${text}`);
}

describe('docs/guides/status.md', () => {
  it('has a row for each metric, with its help', () => {
    const rows = Object.entries(metricTable).map(([name, { help }]) => `${name}: ${help}`);
    expect(rowsBelow('Metric')).toEqual(rows);
    const resources = Object.entries(resourceMetricTable).map(([name, { help }]) => `${name}: ${help}`);
    expect(rowsBelow('Metric of the cluster’s resources')).toEqual(resources);
  });

  it('has a row for each alert', () => {
    const alerts = prometheusRules().spec.groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
    expect(rowsBelow('Alert').map((row) => row.split(':')[0])).toEqual(alerts);
  });

  it('prints what it says', () => {
    const printed: Array<string> = [];
    // The guide is ours, so its examples may run, as a reader would run them.
    const run = (code: string): void => {
      const body = code.replaceAll(/^import .*$/gm, '');
      const names = {
        ...status,
        console: { log: (...values: ReadonlyArray<unknown>) => printed.push(values.join(' ')) },
        writeFileSync: (file: string, text: string) => printed.push(`${file}: ${JSON.parse(text).kind ?? 'Dashboard'}`),
      };
      new Function(...Object.keys(names), body)(...Object.values(names));
    };
    for (const code of examples.filter((example) => example.includes("from '@stash-functions/status'"))) run(code);
    expect(printed[0]).toContain('"totalSize":"3.500 MiB"');
    expect(printed[1]).toBe('true Running Succeeded');
    expect(printed.slice(2)).toEqual([
      'prometheus-rule.json: PrometheusRule',
      'custom-resource-state.json: CustomResourceStateMetrics',
      'dashboard.json: Dashboard',
    ]);
  });
});
