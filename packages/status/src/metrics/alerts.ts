import { formatGoDuration, readOr } from '@stash-functions/core/decode';
import type { MetricName } from './metric-table.ts';
import type { ResourceMetricName } from './resource-metric-table.ts';

/** The options of {@link prometheusRules}. */
export interface AlertOptions {
  /** Seconds without a success until a backup is stale; by default 26 hours, for one backup a day. */
  readonly staleAfter?: number | undefined;
  /** Seconds until a session that has not ended is stuck; by default 6 hours. */
  readonly stuckAfter?: number | undefined;
  /** The name of the object; by default `stash-functions`. */
  readonly name?: string | undefined;
  /** The namespace of the object. */
  readonly namespace?: string | undefined;
  /** The labels of the object, by which a Prometheus chooses its rules. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** A PrometheusRule of the Prometheus operator. Its `spec` is a rule file of Prometheus itself. */
export interface PrometheusRule {
  /** The version of the API. */
  readonly apiVersion: 'monitoring.coreos.com/v1';
  /** The kind of the object. */
  readonly kind: 'PrometheusRule';
  /** The name, namespace and labels of the object. */
  readonly metadata: {
    /** The name of the object. */
    readonly name: string;
    readonly namespace?: string;
    /** The labels of the object. */
    readonly labels?: Readonly<Record<string, string>>;
  };
  /** The rules, in the form of a rule file. */
  readonly spec: { readonly groups: ReadonlyArray<AlertGroup> };
}

/** Alerts that are evaluated together. */
export interface AlertGroup {
  /** The name of the group. */
  readonly name: string;
  /** The alerts, in order. */
  readonly rules: ReadonlyArray<AlertRule>;
}

/** One alert. */
export interface AlertRule {
  /** The name of the alert. */
  readonly alert: AlertName;
  /** The expression in PromQL. The alert fires for each series of it. */
  readonly expr: string;
  /** The time that the expression must hold before the alert fires. */
  readonly for: string;
  /** Labels of the alert. */
  readonly labels: { readonly severity: 'warning' | 'critical' };
  /** Texts for people. */
  readonly annotations: { readonly summary: string; readonly description: string };
}

/** The names of all alerts. */
export type AlertName =
  | 'StashBackupStale'
  | 'StashBackupFailed'
  | 'StashBackupNeverSucceeded'
  | 'StashSessionStuck'
  | 'StashRepositoryIntegrityLost'
  | 'StashRestoreFailed';

/**
 * The alerts on the metrics of `metricTable` and `resourceMetricTable`. They fire for a backup that is stale, has
 * failed or has never succeeded. They also fire for a session that is stuck, for a Repository that lost its integrity,
 * and for a restore that failed.
 *
 * `StashSessionStuck`, and an invoker that has never run, need kube-state-metrics with `customResourceStateConfig`. The
 * others need either source.
 */
export function prometheusRules(options: AlertOptions = {}): PrometheusRule {
  return readOr(rulesOf({}), () => rulesOf(options));
}

function rulesOf(options: AlertOptions): PrometheusRule {
  const { staleAfter = 26 * 3600, stuckAfter = 6 * 3600, name = 'stash-functions', namespace, labels } = options;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels }),
    },
    spec: { groups: [{ name: 'stash-functions', rules: alertRules(staleAfter, stuckAfter) }] },
  };
}

/** A typed name, so that a renamed metric takes its alerts along. */
function metric(name: MetricName | ResourceMetricName, selector = ''): string {
  return selector === '' ? name : `${name}{${selector}}`;
}

const target = 'namespace, invoker_kind, invoker_name, target_kind, target_namespace, target_name';
const invoker = 'namespace, invoker_kind, invoker_name';
const targetText = '{{ $labels.target_kind }} {{ $labels.target_namespace }}/{{ $labels.target_name }}';
const invokerText = '{{ $labels.invoker_kind }} {{ $labels.namespace }}/{{ $labels.invoker_name }}';
const backup = 'operation="backup"';

function alertRules(staleAfter: number, stuckAfter: number): ReadonlyArray<AlertRule> {
  const stale = formatGoDuration(staleAfter);
  const stuck = formatGoDuration(stuckAfter);
  const lastSuccess = metric('stash_functions_target_last_success_timestamp_seconds', backup);
  const sessionSuccess = metric('stash_functions_session_last_success_timestamp_seconds', backup);
  const created = 'stash_functions_resource_created_timestamp_seconds';
  return [
    {
      alert: 'StashBackupStale',
      expr: `time() - max by (${target}) (${lastSuccess}) > ${staleAfter}`,
      for: '5m',
      labels: { severity: 'warning' },
      annotations: {
        summary: `${targetText} has no recent backup`,
        description: `The last backup of ${targetText} by ${invokerText} that succeeded ended {{ $value | humanizeDuration }} ago, which is more than ${stale}.`,
      },
    },
    {
      alert: 'StashBackupFailed',
      expr: [
        `min by (${target}) (${metric('stash_functions_target_success', backup)}) == 0`,
        `min by (${invoker}) (${metric('stash_functions_session_success', backup)}) == 0`,
      ].join(' or '),
      for: '0m',
      labels: { severity: 'warning' },
      annotations: {
        summary: `A backup of ${invokerText} failed`,
        description: `The last backup of ${invokerText} failed{{ if $labels.target_name }} for ${targetText}{{ end }}. See the status of its BackupSession.`,
      },
    },
    {
      alert: 'StashBackupNeverSucceeded',
      expr: [
        `max by (${target}) (${metric('stash_functions_target_last_run_timestamp_seconds', backup)}) unless on (${target}) ${lastSuccess}`,
        `time() - max by (${invoker}) (${metric(created, 'kind=~"BackupConfiguration|BackupBatch"')}) > ${staleAfter} unless on (${invoker}) ${sessionSuccess}`,
      ].join(' or '),
      for: '1h',
      labels: { severity: 'critical' },
      annotations: {
        summary: `${invokerText} has never had a backup`,
        description: `No backup of ${invokerText}{{ if $labels.target_name }} has succeeded for ${targetText}{{ else }} has succeeded{{ end }} yet.`,
      },
    },
    {
      alert: 'StashSessionStuck',
      expr: `time() - max by (namespace, kind, resource) (${metric(created)}) > ${stuckAfter} and on (namespace, kind, resource) ${metric('stash_functions_resource_phase', 'kind=~"BackupSession|RestoreSession|RestoreBatch", phase=~"Pending|Running"')} == 1`,
      for: '5m',
      labels: { severity: 'warning' },
      annotations: {
        summary: '{{ $labels.kind }} {{ $labels.namespace }}/{{ $labels.resource }} does not end',
        description: `{{ $labels.kind }} {{ $labels.namespace }}/{{ $labels.resource }} has not ended after {{ $value | humanizeDuration }}, which is more than ${stuck}. Look at its Jobs.`,
      },
    },
    {
      alert: 'StashRepositoryIntegrityLost',
      expr: [
        `min by (repository, repository_namespace) (${metric('stash_functions_repository_integrity')}) == 0`,
        `min by (repository, repository_namespace) (${metric('stash_functions_resource_integrity')}) == 0`,
      ].join(' or '),
      for: '0m',
      labels: { severity: 'critical' },
      annotations: {
        summary: 'The data of the Repository {{ $labels.repository_namespace }}/{{ $labels.repository }} is damaged',
        description:
          'The last check of the Repository {{ $labels.repository_namespace }}/{{ $labels.repository }} found errors. Backups in it may not be restorable.',
      },
    },
    {
      alert: 'StashRestoreFailed',
      expr: `min by (${invoker}) (${metric('stash_functions_session_success', 'operation="restore"')}) == 0`,
      for: '0m',
      labels: { severity: 'warning' },
      annotations: {
        summary: `The restore ${invokerText} failed`,
        description: `The restore ${invokerText} failed. See its status.`,
      },
    },
  ];
}
