import type { MetricRecord, MetricScope, MetricUnit } from './metric.ts';

/** The definition of a metric that is made from the status of a run. */
export interface MetricRow {
  /** One sentence, for `# HELP`. */
  readonly help: string;
  /** The unit of the value. */
  readonly unit: MetricUnit;
  /** The subject of the metric. */
  readonly scope: MetricScope;
  /**
   * The run that it is about. Values of the last success stay when a later run fails, so they never show the failure.
   */
  readonly record: MetricRecord;
  /** The panel of the dashboard; a metric without one is only for queries. */
  readonly panel?: MetricPanel;
}

/** A panel of the dashboard. */
export interface MetricPanel {
  /** The title above the panel. */
  readonly title: string;
  /** The sort of the panel: two states, a time since then, or a course. */
  readonly kind: 'state' | 'age' | 'graph';
}

/** The name of a metric of the stable set. */
export type MetricName =
  | 'stash_functions_session_success'
  | 'stash_functions_session_last_run_timestamp_seconds'
  | 'stash_functions_session_duration_seconds'
  | 'stash_functions_session_targets'
  | 'stash_functions_session_last_success_timestamp_seconds'
  | 'stash_functions_target_success'
  | 'stash_functions_target_last_run_timestamp_seconds'
  | 'stash_functions_target_hosts'
  | 'stash_functions_target_last_success_timestamp_seconds'
  | 'stash_functions_target_duration_seconds'
  | 'stash_functions_target_size_bytes'
  | 'stash_functions_target_uploaded_bytes'
  | 'stash_functions_host_success'
  | 'stash_functions_host_duration_seconds'
  | 'stash_functions_host_size_bytes'
  | 'stash_functions_host_uploaded_bytes'
  | 'stash_functions_host_processing_seconds'
  | 'stash_functions_host_files'
  | 'stash_functions_host_files_new'
  | 'stash_functions_host_files_modified'
  | 'stash_functions_host_files_unmodified'
  | 'stash_functions_repository_integrity'
  | 'stash_functions_repository_size_bytes'
  | 'stash_functions_repository_snapshots'
  | 'stash_functions_repository_snapshots_removed'
  | 'stash_functions_repository_last_backup_timestamp_seconds';

/**
 * The stable set of metrics. Their names, labels and meaning change only with a major version. The exposition, the
 * alerts and the dashboard are made from these rows.
 */
export const metricTable: Readonly<Record<MetricName, MetricRow>> = {
  stash_functions_session_success: {
    help: '1 where the last backup or restore of the invoker succeeded as a whole, else 0.',
    unit: 'bool',
    scope: 'session',
    record: 'last_run',
    panel: { title: 'Last run', kind: 'state' },
  },
  stash_functions_session_last_run_timestamp_seconds: {
    help: 'When the last backup or restore of the invoker ended.',
    unit: 'timestamp',
    scope: 'session',
    record: 'last_run',
  },
  stash_functions_session_duration_seconds: {
    help: 'How long the last backup or restore of the invoker took.',
    unit: 'seconds',
    scope: 'session',
    record: 'last_run',
    panel: { title: 'Duration of a session', kind: 'graph' },
  },
  stash_functions_session_targets: {
    help: 'How many targets the last backup or restore of the invoker had.',
    unit: 'count',
    scope: 'session',
    record: 'last_run',
  },
  stash_functions_session_last_success_timestamp_seconds: {
    help: 'When the last backup or restore of the invoker that succeeded as a whole ended.',
    unit: 'timestamp',
    scope: 'session',
    record: 'last_success',
  },
  stash_functions_target_success: {
    help: '1 where the last backup or restore of the target succeeded, else 0.',
    unit: 'bool',
    scope: 'target',
    record: 'last_run',
    panel: { title: 'Targets', kind: 'state' },
  },
  stash_functions_target_last_run_timestamp_seconds: {
    help: 'When the last backup or restore of the target ended.',
    unit: 'timestamp',
    scope: 'target',
    record: 'last_run',
  },
  stash_functions_target_hosts: {
    help: 'How many hosts the target had.',
    unit: 'count',
    scope: 'target',
    record: 'last_run',
  },
  stash_functions_target_last_success_timestamp_seconds: {
    help: 'When the last backup or restore of the target that succeeded ended.',
    unit: 'timestamp',
    scope: 'target',
    record: 'last_success',
    panel: { title: 'Since the last success', kind: 'age' },
  },
  stash_functions_target_duration_seconds: {
    help: 'How long the slowest host of the target took in the last backup or restore that succeeded.',
    unit: 'seconds',
    scope: 'target',
    record: 'last_success',
    panel: { title: 'Duration of a target', kind: 'graph' },
  },
  stash_functions_target_size_bytes: {
    help: 'The size of the data in the last backup of the target that succeeded.',
    unit: 'bytes',
    scope: 'target',
    record: 'last_success',
    panel: { title: 'Size of the data', kind: 'graph' },
  },
  stash_functions_target_uploaded_bytes: {
    help: 'How much the last backup of the target that succeeded sent to the backend, before compression.',
    unit: 'bytes',
    scope: 'target',
    record: 'last_success',
    panel: { title: 'Uploaded', kind: 'graph' },
  },
  stash_functions_host_success: {
    help: '1 where the last backup or restore of the host succeeded, else 0.',
    unit: 'bool',
    scope: 'host',
    record: 'last_run',
  },
  stash_functions_host_duration_seconds: {
    help: 'How long the last backup or restore of the host took, where it succeeded.',
    unit: 'seconds',
    scope: 'host',
    record: 'last_run',
  },
  stash_functions_host_size_bytes: {
    help: 'The size of the data of the host in its last backup, where it succeeded.',
    unit: 'bytes',
    scope: 'host',
    record: 'last_run',
  },
  stash_functions_host_uploaded_bytes: {
    help: 'How much the last backup of the host sent to the backend, before compression, where it succeeded.',
    unit: 'bytes',
    scope: 'host',
    record: 'last_run',
  },
  stash_functions_host_processing_seconds: {
    help: 'How long restic worked on the snapshots of the host, where the backup succeeded.',
    unit: 'seconds',
    scope: 'host',
    record: 'last_run',
  },
  stash_functions_host_files: {
    help: 'How many files the last backup of the host has, where it succeeded.',
    unit: 'count',
    scope: 'host',
    record: 'last_run',
  },
  stash_functions_host_files_new: {
    help: 'How many files of the last backup of the host were not in the one before.',
    unit: 'count',
    scope: 'host',
    record: 'last_run',
  },
  stash_functions_host_files_modified: {
    help: 'How many files of the last backup of the host have changed since the one before.',
    unit: 'count',
    scope: 'host',
    record: 'last_run',
  },
  stash_functions_host_files_unmodified: {
    help: 'How many files of the last backup of the host have not changed since the one before.',
    unit: 'count',
    scope: 'host',
    record: 'last_run',
  },
  stash_functions_repository_integrity: {
    help: '1 where the data of the repository passed its last check, else 0.',
    unit: 'bool',
    scope: 'repository',
    record: 'last_run',
    panel: { title: 'Integrity of the repositories', kind: 'state' },
  },
  stash_functions_repository_size_bytes: {
    help: 'The size of the repository in its backend.',
    unit: 'bytes',
    scope: 'repository',
    record: 'last_run',
    panel: { title: 'Size of the repositories', kind: 'graph' },
  },
  stash_functions_repository_snapshots: {
    help: 'How many snapshots the retention policy kept.',
    unit: 'count',
    scope: 'repository',
    record: 'last_run',
    panel: { title: 'Snapshots', kind: 'graph' },
  },
  stash_functions_repository_snapshots_removed: {
    help: 'How many snapshots the retention policy removed.',
    unit: 'count',
    scope: 'repository',
    record: 'last_run',
  },
  stash_functions_repository_last_backup_timestamp_seconds: {
    help: 'When the last session that wrote to the repository began.',
    unit: 'timestamp',
    scope: 'repository',
    record: 'last_run',
  },
};
