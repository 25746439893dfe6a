import type { Repository } from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';
import type { ReportedSession } from '../session/report-hosts.ts';
import { isFinal } from '../session/session-phase.ts';
import { isOver } from '../session/target-phase.ts';
import { readTime } from '../session/time.ts';
import { backendLabels } from './backend-labels.ts';
import { hostSums, sumOf } from './host-sums.ts';
import type { Metric, MetricLabels, MetricScope } from './metric.ts';
import { type MetricName, metricTable } from './metric-table.ts';
import { figuresOf, type RepositoryFigures } from './repository-figures.ts';
import { type Run, type RunContext, type RunTarget, runOf } from './run.ts';
import { stashMetrics } from './stash-family.ts';
import { usableLabels } from './user-labels.ts';

/** The options of {@link metricsOf}. */
export interface MetricsOptions extends RunContext {
  /**
   * The families of names: `stable`, the default, is `metricTable`. `stash` has the two families that Stash's
   * dashboards ask for.
   */
  readonly families?: 'stable' | 'stash' | 'both' | undefined;
  /** True to give each host series of its own. Default false, because a large StatefulSet has many hosts. */
  readonly hosts?: boolean | undefined;
  /** The subjects of the series; by default all, and hosts where they are asked for. */
  readonly scopes?: ReadonlyArray<MetricScope> | undefined;
  /** Labels for every series; see `parseLabels`. A label that a series has by itself stays. */
  readonly labels?: MetricLabels | undefined;
  /** Exact figures of the repository. They replace those of its status, whose size is rounded. */
  readonly repositoryFigures?: RepositoryFigures | undefined;
}

/**
 * The metrics of a session, made from its status alone, so that they are the same at any time. A session and a target
 * have none before they are over, and a host has none before it has finished. A number that nobody reported has no
 * series, because it is not zero.
 *
 * The labels are `operation`, `invoker_kind`, `invoker_name`, `namespace`, `driver`, `repository`. Some series have
 * more:
 *
 * - a target: `target_kind`, `target_name`, `target_namespace`, and `application` for the application of an AppBinding
 * - a host: `hostname`
 * - a repository: `repository`, `repository_namespace`, `backend`, `bucket`, `prefix`
 */
export function metricsOf(session: ReportedSession, options: MetricsOptions = {}): ReadonlyArray<Metric> {
  return readOr([], () => {
    const { families = 'stable', hosts = false, labels = {} } = options;
    const { scopes = hosts ? allScopes : scopesWithoutHosts } = options;
    const run = runOf(session, options);
    const stable = families === 'stash' ? [] : stableMetrics(run, options);
    const stash =
      families === 'stable'
        ? []
        : stashMetrics(run, options.repository, figuresOf(options.repository, options.repositoryFigures));
    const own = usableLabels(labels);
    return [...stable, ...stash]
      .filter(({ scope }) => scopes.includes(scope))
      .map((metric) => ({ ...metric, labels: { ...own, ...metric.labels } }));
  });
}

const allScopes: ReadonlyArray<MetricScope> = ['session', 'target', 'host', 'repository'];
const scopesWithoutHosts: ReadonlyArray<MetricScope> = ['session', 'target', 'repository'];

type Values = { readonly [Name in MetricName]?: number | boolean | undefined };

function stableMetrics(run: Run, options: MetricsOptions): ReadonlyArray<Metric> {
  const { invoker, operation, driver, repository } = run;
  const labels = {
    operation,
    invoker_kind: invoker.kind,
    invoker_name: invoker.name,
    namespace: invoker.namespace,
    driver,
    ...(repository === undefined ? {} : { repository: repository.name }),
  };
  return [
    ...metrics(labels, sessionValues(run)),
    ...run.targets.flatMap((target) => targetMetrics(run, target, labels)),
    ...repositoryMetrics(options),
  ];
}

function sessionValues({ phase, duration, endedAt, targets }: Run): Values {
  if (!isFinal(phase) || phase === 'Skipped') return {};
  const succeeded = phase === 'Succeeded';
  return {
    stash_functions_session_success: succeeded,
    stash_functions_session_last_run_timestamp_seconds: endedAt,
    stash_functions_session_duration_seconds: duration,
    stash_functions_session_targets: targets.length,
    stash_functions_session_last_success_timestamp_seconds: succeeded ? endedAt : undefined,
  };
}

function targetMetrics(run: Run, target: RunTarget, sessionLabels: MetricLabels): ReadonlyArray<Metric> {
  const { ref, namespace, application, hosts } = target;
  const labels = {
    ...sessionLabels,
    target_kind: ref.kind ?? '',
    target_name: ref.name ?? '',
    target_namespace: namespace,
    ...(ref.kind === 'AppBinding' && application !== undefined ? { application: application.kind } : {}),
  };
  return [
    ...metrics(labels, targetValues(run, target)),
    ...hosts.flatMap((host) => metrics({ ...labels, hostname: host.hostname }, hostValues(run, host))),
  ];
}

/** A target has metrics once its session is over. A target that nobody waits for any longer has failed. */
function targetValues(
  { operation, phase: sessionPhase, endedAt }: Run,
  { phase, hosts, totalHosts }: RunTarget,
): Values {
  if (!isOver(phase) && !(isFinal(sessionPhase) && sessionPhase !== 'Skipped')) return {};
  const succeeded = phase === 'Succeeded';
  const run = {
    stash_functions_target_success: succeeded,
    stash_functions_target_last_run_timestamp_seconds: endedAt,
    stash_functions_target_hosts: totalHosts,
  };
  if (!succeeded) return run;
  const durations = hosts.flatMap(({ seconds }) => seconds ?? []);
  return {
    ...run,
    stash_functions_target_last_success_timestamp_seconds: endedAt,
    stash_functions_target_duration_seconds: durations.length === 0 ? undefined : Math.max(...durations),
    ...(operation === 'restore'
      ? {}
      : {
          stash_functions_target_size_bytes: sumOf(hosts, (host) => hostSums(host).bytes),
          stash_functions_target_uploaded_bytes: sumOf(hosts, (host) => hostSums(host).uploadedBytes),
        }),
  };
}

function hostValues({ operation }: Run, host: RunTarget['hosts'][number]): Values {
  if (!isOver(host.phase)) return {};
  if (host.phase !== 'Succeeded') return { stash_functions_host_success: false };
  const common = { stash_functions_host_success: true, stash_functions_host_duration_seconds: host.seconds };
  if (operation === 'restore') return common;
  const sums = hostSums(host);
  return {
    ...common,
    stash_functions_host_size_bytes: sums.bytes,
    stash_functions_host_uploaded_bytes: sums.uploadedBytes,
    stash_functions_host_processing_seconds: sums.seconds,
    stash_functions_host_files: sums.files,
    stash_functions_host_files_new: sums.newFiles,
    stash_functions_host_files_modified: sums.modifiedFiles,
    stash_functions_host_files_unmodified: sums.unmodifiedFiles,
  };
}

function repositoryMetrics(options: MetricsOptions): ReadonlyArray<Metric> {
  const { repository } = options;
  if (repository === undefined) return [];
  const { integrity, bytes, snapshots, removed } = figuresOf(options.repository, options.repositoryFigures);
  const lastBackup = readTime(repository.status?.lastBackupTime);
  return metrics(repositoryLabels(repository), {
    stash_functions_repository_integrity: integrity,
    stash_functions_repository_size_bytes: bytes,
    stash_functions_repository_snapshots: snapshots,
    stash_functions_repository_snapshots_removed: removed,
    stash_functions_repository_last_backup_timestamp_seconds: lastBackup === undefined ? undefined : lastBackup / 1000,
  });
}

function repositoryLabels(repository: Repository): MetricLabels {
  const { name, namespace = '' } = repository.metadata;
  return { repository: name, repository_namespace: namespace, ...backendLabels(repository) };
}

function metrics(
  labels: MetricLabels,
  values: Readonly<Record<string, number | boolean | undefined>>,
): ReadonlyArray<Metric> {
  return Object.entries(metricTable).flatMap(([name, { help, unit, scope, record }]) => {
    const value = values[name];
    if (value === undefined) return [];
    return [{ name, help, type: 'gauge', unit, scope, record, labels, value: Number(value) }];
  });
}
