import type { MetricUnit } from './metric.ts';
import { type MetricPanel, type MetricRow, metricTable } from './metric-table.ts';

/** A dashboard of Grafana, as its import takes it. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly tags: ReadonlyArray<string>;
  readonly schemaVersion: number;
  readonly time: { readonly from: string; readonly to: string };
  readonly refresh: string;
  readonly templating: { readonly list: ReadonlyArray<object> };
  readonly panels: ReadonlyArray<DashboardPanel>;
}

/** A panel of a dashboard. */
export interface DashboardPanel {
  readonly id: number;
  readonly type: 'stat' | 'timeseries';
  readonly title: string;
  readonly description: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly targets: ReadonlyArray<{ readonly refId: string; readonly expr: string; readonly legendFormat: string }>;
  readonly fieldConfig: object;
  readonly options: object;
}

/**
 * A dashboard for Grafana with a panel for each row of `metricTable` that has one, and choices of data source, namespace
 * and invoker. Print it as JSON and import it, or mount it where Grafana's sidecar looks.
 */
export function grafanaDashboard(): Dashboard {
  const rows = Object.entries(metricTable).flatMap(([name, row]) =>
    row.panel === undefined ? [] : [{ name, row, panel: row.panel }],
  );
  return {
    uid: 'stash-functions',
    title: 'Backups and restores',
    tags: ['backup', 'stash-functions'],
    schemaVersion: 39,
    time: { from: 'now-7d', to: 'now' },
    refresh: '1m',
    templating: {
      list: [
        { name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Data source' },
        choice('namespace', 'label_values(stash_functions_session_success, namespace)'),
        choice('invoker', 'label_values(stash_functions_session_success{namespace=~"$namespace"}, invoker_name)'),
      ],
    },
    panels: rows.map(({ name, row, panel }, index) => panelOf(name, row, panel, index)),
  };
}

function choice(name: string, query: string): object {
  const datasource = { type: 'prometheus', uid: '$' + '{datasource}' };
  const all = { includeAll: true, allValue: '.*', multi: true };
  return { name, label: name, type: 'query', datasource, query: { query, refId: name }, refresh: 2, ...all };
}

const columns = 2;
const width = 24 / columns;
const height = 8;

function panelOf(name: string, { help, unit, scope }: MetricRow, panel: MetricPanel, index: number): DashboardPanel {
  const selector = scope === 'repository' ? '' : '{namespace=~"$namespace", invoker_name=~"$invoker"}';
  const series = `${name}${selector}`;
  return {
    id: index + 1,
    type: panel.kind === 'graph' ? 'timeseries' : 'stat',
    title: panel.title,
    description: help,
    gridPos: { x: (index % columns) * width, y: Math.floor(index / columns) * height, w: width, h: height },
    datasource: { type: 'prometheus', uid: '$' + '{datasource}' },
    targets: [
      {
        refId: 'A',
        expr: panel.kind === 'age' ? `time() - ${series}` : series,
        legendFormat: legends[scope],
      },
    ],
    fieldConfig: { defaults: fieldDefaults(panel, unit), overrides: [] },
    options:
      panel.kind === 'graph' ? { legend: { displayMode: 'list', placement: 'bottom' } } : { colorMode: 'background' },
  };
}

const legends = {
  session: '{{operation}} {{namespace}}/{{invoker_name}}',
  target: '{{operation}} {{target_kind}} {{target_namespace}}/{{target_name}}',
  host: '{{operation}} {{target_kind}} {{target_namespace}}/{{target_name}} {{hostname}}',
  repository: '{{repository_namespace}}/{{repository}}',
};

const units: Readonly<Record<MetricUnit, string>> = {
  seconds: 's',
  bytes: 'bytes',
  timestamp: 'dateTimeFromNow',
  count: 'short',
  bool: 'short',
};

function fieldDefaults({ kind }: MetricPanel, unit: MetricUnit): object {
  if (kind === 'graph') return { unit: units[unit] };
  if (kind === 'age') {
    const steps = [
      { color: 'green', value: null },
      { color: 'orange', value: 86_400 },
      { color: 'red', value: 172_800 },
    ];
    return { unit: 's', thresholds: { mode: 'absolute', steps } };
  }
  const mappings = [
    { type: 'value', options: { 0: { text: 'failed', color: 'red' }, 1: { text: 'well', color: 'green' } } },
  ];
  return {
    mappings,
    thresholds: {
      mode: 'absolute',
      steps: [
        { color: 'red', value: null },
        { color: 'green', value: 1 },
      ],
    },
  };
}
