import { readOr } from '@stash-functions/core/decode';
import { toExposition } from './exposition.ts';
import type { Metric, MetricLabels } from './metric.ts';

/** Series that a Pushgateway keeps under one grouping key, and replaces together. */
export interface MetricGroup {
  /** The grouping key in its order, `job` first. Its labels are on every series of the group. */
  readonly key: MetricLabels;
  /** The series. */
  readonly metrics: ReadonlyArray<Metric>;
}

/** One request to a Pushgateway. */
export interface PushRequest {
  /** The method. PUT replaces the whole group, so that outdated series go away. */
  readonly method: 'PUT' | 'DELETE';
  /** The path, `/metrics/job/…`, escaped. */
  readonly path: string;
  /** The body of a PUT, in the text format. */
  readonly body?: string;
}

/** The options of a push. */
export interface PushOptions {
  /** The `job` of every group; by default `stash-functions`. */
  readonly job?: string | undefined;
}

/**
 * The groups of metrics: one for each session, each target with its hosts, and each Repository. Series of the last run
 * and those of the last success are in different groups. So no member of a batch overwrites another, and a failure
 * leaves the time of the last success unchanged.
 */
export function groupMetrics(metrics: ReadonlyArray<Metric>, options: PushOptions = {}): ReadonlyArray<MetricGroup> {
  return readOr([], () => {
    const groups = new Map<string, { readonly key: MetricLabels; readonly metrics: Array<Metric> }>();
    for (const metric of metrics) {
      const key = groupingKey(metric, options.job ?? 'stash-functions');
      const id = JSON.stringify(key);
      const group = groups.get(id) ?? { key, metrics: [] };
      groups.set(id, group);
      group.metrics.push(metric);
    }
    return [...groups.values()];
  });
}

/** A PUT for each group of metrics. */
export function planPush(metrics: ReadonlyArray<Metric>, options: PushOptions = {}): ReadonlyArray<PushRequest> {
  return readOr([], () =>
    groupMetrics(metrics, options).map(({ key, metrics: ofGroup }) => ({
      method: 'PUT',
      path: pathOf(key),
      body: toExposition(ofGroup.map((metric) => ({ ...metric, labels: without(metric.labels, key) }))),
    })),
  );
}

/**
 * A DELETE for each group of an object that is gone: of a target that was taken out of a batch, or of a deleted
 * invoker. A Pushgateway forgets nothing by itself.
 *
 * @param gone - metrics of that object, from any run that was pushed
 * @param kept - metrics of the objects that are still there, whose groups stay
 */
export function planDelete(
  gone: ReadonlyArray<Metric>,
  kept: ReadonlyArray<Metric> = [],
  options: PushOptions = {},
): ReadonlyArray<PushRequest> {
  return readOr([], () => {
    const bothRecords = (metrics: ReadonlyArray<Metric>): ReadonlyArray<Metric> =>
      metrics.flatMap((metric) => [
        { ...metric, record: 'last_run' },
        { ...metric, record: 'last_success' },
      ]);
    const paths = (metrics: ReadonlyArray<Metric>): ReadonlyArray<string> =>
      groupMetrics(bothRecords(metrics), options).map(({ key }) => pathOf(key));
    const stays = new Set(paths(kept));
    return paths(gone)
      .filter((path) => !stays.has(path))
      .map((path) => ({ method: 'DELETE', path }));
  });
}

/** The labels that tell a group from all others, for each scope. Labels that a series does not have are left out. */
const keyLabels = {
  session: ['operation', 'invoker_kind', 'namespace', 'invoker_name'],
  target: [
    ...['operation', 'invoker_kind', 'namespace', 'invoker_name'],
    ...['target_kind', 'kind', 'target_namespace', 'target_name', 'name'],
  ],
  host: [
    ...['operation', 'invoker_kind', 'namespace', 'invoker_name'],
    ...['target_kind', 'kind', 'target_namespace', 'target_name', 'name'],
  ],
  repository: ['repository_namespace', 'repository'],
} as const;

function groupingKey({ scope, record, labels, name }: Metric, job: string): MetricLabels {
  const family = name.startsWith('stash_functions_') ? {} : { family: familyOf(name) };
  const subject = keyLabels[scope].flatMap((label) => {
    const value = labels[label];
    return value === undefined ? [] : [[label, value] as const];
  });
  const key = { job, ...family, scope: scope === 'host' ? 'target' : scope, ...Object.fromEntries(subject), record };
  return key;
}

/** Series with Stash's names have no label that tells a backup from a restore. */
function familyOf(name: string): string {
  return /_restore(?:session)?_/.test(name) ? 'restore' : 'backup';
}

/** A value that is empty or holds a slash is written in Base64, as the Pushgateway demands. */
function pathOf(key: MetricLabels): string {
  const parts = Object.entries(key).map(([name, value]) =>
    value === '' || value.includes('/') || value === '.' || value === '..'
      ? `${name}@base64/${base64(value)}`
      : `${name}/${encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, '\ufffd'))}`,
  );
  return `/metrics/${parts.join('/')}`;
}

function base64(value: string): string {
  if (value === '') return '=';
  const bytes = new TextEncoder().encode(value);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function without(labels: MetricLabels, key: MetricLabels): MetricLabels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !(name in key)));
}
