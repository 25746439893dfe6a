import type { Repository } from '@stash-functions/core/decode';
import { isFinal } from '../session/session-phase.ts';
import { isOver } from '../session/target-phase.ts';
import { backendLabels } from './backend-labels.ts';
import { hostSums } from './host-sums.ts';
import type { Metric, MetricLabels, MetricScope, MetricUnit } from './metric.ts';
import type { RepositoryFigures } from './repository-figures.ts';
import type { Run, RunTarget } from './run.ts';

/**
 * The metrics that Stash's own dashboards and alerts ask for, under both names that each has there. The values are
 * right where Stash's are wrong. Success comes from the phase, and only a series without a number is left out.
 *
 * A target or a Repository may be in another namespace than its invoker. Then it has the label `target_namespace` or
 * `repository_namespace`, where Stash has two series for one.
 */
export function stashMetrics(
  run: Run,
  repository: Repository | undefined,
  figures: RepositoryFigures,
): ReadonlyArray<Metric> {
  const labels = runLabels(run);
  return [
    ...sessionMetrics(run, labels),
    ...run.targets.flatMap((target) => targetMetrics(run, target, labels)),
    ...(repository === undefined ? [] : repositoryMetrics(run, repository, figures, labels)),
  ];
}

/** A metric of both families: its name after the prefix, its help and its unit. */
interface Row {
  readonly help: string;
  readonly unit: MetricUnit;
  /** The name in the present family, where it is another. */
  readonly presentName?: string;
}

type Table = Readonly<Record<string, Row>>;

const sessionTable = {
  session_success: { help: '1 where the session succeeded, else 0.', unit: 'bool', presentName: 'success' },
  session_duration_seconds: {
    help: 'How long the session took.',
    unit: 'seconds',
    presentName: 'duration_seconds',
  },
  target_count_total: { help: 'How many targets the session had.', unit: 'count' },
  last_success_time_seconds: { help: 'When the last session that succeeded ended.', unit: 'timestamp' },
} as const satisfies Table;

const targetTable = {
  target_success: { help: '1 where the target succeeded, else 0.', unit: 'bool' },
  target_host_count_total: { help: 'How many hosts the target had.', unit: 'count' },
  target_last_success_time_seconds: { help: 'When the target last succeeded.', unit: 'timestamp' },
} as const satisfies Table;

const hostTable = {
  host_backup_success: { help: '1 where the backup of the host succeeded, else 0.', unit: 'bool' },
  host_backup_duration_seconds: { help: 'How long the backup of the host took.', unit: 'seconds' },
  host_data_size_bytes: { help: 'The size of the data of the host.', unit: 'bytes' },
  host_data_uploaded_bytes: { help: 'How much of it was sent to the backend.', unit: 'bytes' },
  host_data_processing_time_seconds: { help: 'How long restic worked on it.', unit: 'seconds' },
  host_files_total: { help: 'How many files the host has.', unit: 'count' },
  host_files_new: { help: 'How many of them are new.', unit: 'count' },
  host_files_modified: { help: 'How many of them have changed.', unit: 'count' },
  host_files_unmodified: { help: 'How many of them have not changed.', unit: 'count' },
  host_restore_success: { help: '1 where the restore of the host succeeded, else 0.', unit: 'bool' },
  host_restore_duration_seconds: { help: 'How long the restore of the host took.', unit: 'seconds' },
} as const satisfies Table;

const repositoryTable = {
  integrity: { help: '1 where the data of the repository passed its last check, else 0.', unit: 'bool' },
  size_bytes: { help: 'The size of the repository.', unit: 'bytes' },
  snapshot_count: { help: 'How many snapshots there are.', unit: 'count' },
  snapshot_cleaned: { help: 'How many snapshots the retention policy removed.', unit: 'count' },
} as const satisfies Table;

type Value = number | boolean | undefined;

function runLabels({ invoker, driver, repository }: Run): MetricLabels {
  return {
    invoker_kind: invoker.kind,
    invoker_name: invoker.name,
    namespace: invoker.namespace,
    driver,
    ...(driver === 'VolumeSnapshotter' ? { kind: 'PersistentVolumeClaim', group: '' } : {}),
    ...(driver === 'VolumeSnapshotter' || repository === undefined ? {} : { repository: repository.name }),
  };
}

function sessionMetrics(run: Run, labels: MetricLabels): ReadonlyArray<Metric> {
  const { operation, phase, duration, endedAt, targets } = run;
  if (!isFinal(phase) || phase === 'Skipped') return [];
  const succeeded = phase === 'Succeeded';
  return inFamilies('session', operation, sessionTable, labels, {
    session_success: succeeded,
    session_duration_seconds: succeeded ? duration : undefined,
    target_count_total: succeeded ? targets.length : undefined,
    last_success_time_seconds: succeeded && operation === 'backup' ? endedAt : undefined,
  });
}

function targetMetrics(run: Run, target: RunTarget, runLabels: MetricLabels): ReadonlyArray<Metric> {
  const { operation, phase: sessionPhase, invoker, endedAt } = run;
  const { ref, namespace, application, phase, totalHosts, hosts } = target;
  const labels = {
    ...runLabels,
    ...(application === undefined ? {} : { kind: application.kind, group: application.group }),
    name: ref.name ?? '',
    ...(namespace === invoker.namespace ? {} : { target_namespace: namespace }),
  };
  const succeeded = phase === 'Succeeded';
  const values = {
    target_success: succeeded,
    target_host_count_total: succeeded ? totalHosts : undefined,
    target_last_success_time_seconds: succeeded && operation === 'backup' ? endedAt : undefined,
  };
  const isTold = isOver(phase) || (isFinal(sessionPhase) && sessionPhase !== 'Skipped');
  return [
    ...(isTold ? inFamilies('target', operation, targetTable, labels, values) : []),
    ...hosts.flatMap((host) =>
      inFamilies('host', operation, hostTable, { ...labels, hostname: host.hostname }, hostValues(operation, host)),
    ),
  ];
}

function hostValues(
  operation: 'backup' | 'restore',
  host: RunTarget['hosts'][number],
): Readonly<Record<string, Value>> {
  const succeeded = host.phase === 'Succeeded';
  if (operation === 'restore') {
    return { host_restore_success: succeeded, host_restore_duration_seconds: succeeded ? host.seconds : undefined };
  }
  if (!succeeded) return { host_backup_success: false };
  const sums = hostSums(host);
  return {
    host_backup_success: true,
    host_backup_duration_seconds: host.seconds,
    host_data_size_bytes: sums.bytes,
    host_data_uploaded_bytes: sums.uploadedBytes,
    host_data_processing_time_seconds: sums.seconds,
    host_files_total: sums.files,
    host_files_new: sums.newFiles,
    host_files_modified: sums.modifiedFiles,
    host_files_unmodified: sums.unmodifiedFiles,
  };
}

function repositoryMetrics(
  { invoker }: Run,
  repository: Repository,
  { integrity, bytes, snapshots, removed }: RepositoryFigures,
  runLabels: MetricLabels,
): ReadonlyArray<Metric> {
  const { name, namespace = invoker.namespace } = repository.metadata;
  const labels = {
    ...runLabels,
    name,
    ...(namespace === invoker.namespace ? {} : { repository_namespace: namespace }),
    ...backendLabels(repository),
  };
  return inFamilies('repository', 'repository', repositoryTable, labels, {
    integrity,
    size_bytes: bytes,
    snapshot_count: snapshots,
    snapshot_cleaned: removed,
  });
}

const prefixes = {
  backup: ['stash_backup_', 'stash_appscode_com_backupsession_'],
  restore: ['stash_restore_', 'stash_appscode_com_restoresession_'],
  repository: ['stash_repository_', 'stash_appscode_com_repository_'],
} as const;

function inFamilies(
  scope: MetricScope,
  family: keyof typeof prefixes,
  table: Table,
  labels: MetricLabels,
  values: Readonly<Record<string, Value>>,
): ReadonlyArray<Metric> {
  const [legacy, present] = prefixes[family];
  return Object.entries(table).flatMap(([suffix, { help, unit, presentName = suffix }]) => {
    const value = values[suffix];
    if (value === undefined) return [];
    const record = suffix.includes('last_success') ? 'last_success' : 'last_run';
    const metric = { help, type: 'gauge', unit, labels, value: Number(value), scope, record } as const;
    return [
      { ...metric, name: `${legacy}${suffix}` },
      { ...metric, name: `${present}${presentName}` },
    ];
  });
}
