import type { MetricUnit } from './metric.ts';
import { type MetricPanel, type MetricRow, metricTable } from './metric-table.ts';

/** A dashboard of Grafana, as Grafana imports it. */
export interface Dashboard {
  /** The identifier, which links use. */
  readonly uid: string;
  /** The title. */
  readonly title: string;
  /** The tags, for a search. */
  readonly tags: ReadonlyArray<string>;
  /** The version of Grafana’s format. */
  readonly schemaVersion: number;
  /** The range of time that it opens with. */
  readonly time: { readonly from: string; readonly to: string };
  /** The interval at which it asks again. */
  readonly refresh: string;
  /** The choices at its top. */
  readonly templating: { readonly list: ReadonlyArray<object> };
  /** The panels, in order. */
  readonly panels: ReadonlyArray<DashboardPanel>;
}

/** A panel of a dashboard. */
export interface DashboardPanel {
  /** The number of the panel. */
  readonly id: number;
  /** The way in which it shows its series. */
  readonly type: 'stat' | 'timeseries';
  /** The title. */
  readonly title: string;
  /** One sentence about it. */
  readonly description: string;
  /** The place in the 24 columns of Grafana’s grid. */
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  /** The Prometheus that it asks. */
  readonly datasource: { readonly type: string; readonly uid: string };
  /** The queries. */
  readonly targets: ReadonlyArray<{ readonly refId: string; readonly expr: string; readonly legendFormat: string }>;
  /** The units, colours and words of its values. */
  readonly fieldConfig: object;
  /** Settings of this kind of panel. */
  readonly options: object;
}

/**
 * A dashboard for Grafana. It has a panel for each row of `metricTable` that defines one, and choices of data source,
 * namespace and invoker. Print it as JSON and import it, or mount it where Grafana's sidecar looks.
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
