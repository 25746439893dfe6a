import { type ResourceMetricKind, type ResourceMetricRow, resourceMetricTable } from './resource-metric-table.ts';

/** A configuration of kube-state-metrics, for its option `--custom-resource-state-config`. */
export interface CustomResourceStateConfig {
  /** The kind of the configuration. */
  readonly kind: 'CustomResourceStateMetrics';
  /** The metrics of each kind. */
  readonly spec: { readonly resources: ReadonlyArray<CustomResourceState> };
}

/** The metrics of one kind. */
export interface CustomResourceState {
  /** The kind, with its group and version. */
  readonly groupVersionKind: { readonly group: string; readonly version: string; readonly kind: string };
  /** The beginning of every name. */
  readonly metricNamePrefix: string;
  /** The labels, and the paths of their values. */
  readonly labelsFromPath: Readonly<Record<string, ReadonlyArray<string>>>;
  /** The metrics of the kind. */
  readonly metrics: ReadonlyArray<CustomResourceMetric>;
}

/** One metric of a kind. */
export interface CustomResourceMetric {
  /** The name after the prefix. */
  readonly name: string;
  /** One sentence, for `# HELP`. */
  readonly help: string;
  /** The place of the values, and the way to show them. */
  readonly each:
    | { readonly type: 'Gauge'; readonly gauge: ValueSource }
    | {
        readonly type: 'StateSet';
        readonly stateSet: ValueSource & { readonly labelName: string; readonly list: ReadonlyArray<string> };
      };
}

/** The place of a value in a resource. */
export interface ValueSource {
  /** The path of the value, or of the list that has it. */
  readonly path: ReadonlyArray<string>;
  /** The path of the value in an item of the list. */
  readonly valueFrom?: ReadonlyArray<string>;
  /** The labels, and the paths of their values. */
  readonly labelsFromPath?: Readonly<Record<string, ReadonlyArray<string>>>;
}

/**
 * The configuration that makes kube-state-metrics report on sessions, their invokers and Repositories: the rows of
 * `resourceMetricTable`. Print it as JSON, which kube-state-metrics reads as YAML.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/extend/customresourcestate-metrics.md
 */
export function customResourceStateConfig(): CustomResourceStateConfig {
  return {
    kind: 'CustomResourceStateMetrics',
    spec: { resources: kinds.map(({ kind, version, labels }) => stateOf(kind, version, labels)) },
  };
}

interface KindLabels {
  readonly kind: ResourceMetricKind;
  readonly version: string;
  readonly labels: Readonly<Record<string, ReadonlyArray<string>>>;
}

const identity = { namespace: ['metadata', 'namespace'], resource: ['metadata', 'name'] };
const ownInvoker = { invoker_name: ['metadata', 'name'], invoker_kind: ['kind'] };

const kinds: ReadonlyArray<KindLabels> = [
  {
    kind: 'BackupSession',
    version: 'v1beta1',
    labels: {
      ...identity,
      kind: ['kind'],
      invoker_kind: ['spec', 'invoker', 'kind'],
      invoker_name: ['spec', 'invoker', 'name'],
    },
  },
  ...(['RestoreSession', 'RestoreBatch', 'BackupConfiguration', 'BackupBatch'] as const).map((kind) => ({
    kind,
    version: 'v1beta1',
    labels: { ...identity, kind: ['kind'], ...ownInvoker },
  })),
  {
    kind: 'Repository',
    version: 'v1alpha1',
    labels: { ...identity, repository: ['metadata', 'name'], repository_namespace: ['metadata', 'namespace'] },
  },
];

const prefix = 'stash_functions';

function stateOf(kind: ResourceMetricKind, version: string, labelsFromPath: KindLabels['labels']): CustomResourceState {
  const rows = Object.entries(resourceMetricTable).filter(([, row]) => row.kinds.includes(kind));
  return {
    groupVersionKind: { group: 'stash.appscode.com', version, kind },
    metricNamePrefix: prefix,
    labelsFromPath,
    metrics: rows.map(([name, row]) => metricOf(name.slice(prefix.length + 1), row)),
  };
}

function metricOf(name: string, { help, path, valueFrom, labels, states }: ResourceMetricRow): CustomResourceMetric {
  const source: ValueSource = {
    path,
    ...(valueFrom === undefined ? {} : { valueFrom }),
    ...(labels === undefined ? {} : { labelsFromPath: labels }),
  };
  if (states === undefined) return { name, help, each: { type: 'Gauge', gauge: source } };
  return { name, help, each: { type: 'StateSet', stateSet: { ...source, labelName: 'phase', list: states } } };
}
