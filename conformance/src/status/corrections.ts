import type { BackupSessionStatus, TargetRef } from '@stash-functions/core';
import { dequal } from 'dequal/lite';
import differences from '../../vectors/status-differences.json' with { type: 'json' };
import { hostsIn, rightHostSeries } from './host-series.ts';
import type { JsonObject, StatusExpected, StatusVector } from './vector.ts';

/**
 * A vector with the right result in place of the reference's bugs. Its line lists the bugs that it is known to show. A
 * line without a bug stays unchanged.
 */
export function corrected(vector: StatusVector): StatusVector {
  const bugs = Object.keys(bugsById).filter((bug) => bugsById[bug]?.includes(vector.id));
  let right = withoutWords(vector);
  for (const bug of bugs) {
    const correction = corrections[bug];
    if (correction === undefined) throw new Error(`${vector.id} shows ${bug}, which has no correction`);
    right = { ...right, expected: correction(right) };
  }
  return right;
}

const bugsById: Readonly<Record<string, ReadonlyArray<string>>> = differences;

type Correction = (vector: StatusVector) => StatusExpected;

/** The correction for each bug of the reference. docs/differences-from-stash.md has a row for each. */
const corrections: Readonly<Record<string, Correction>> = {
  B1: withRightSessionSeries,
  B3: withRightSessionSeries,
  B4: (vector) => (isIdentified(vector) ? withReport(vector) : { ...vector.expected }),
  B5: withReport,
  B6: withReport,
  B7: withReport,
  B9: (vector) => (vector.given.session === undefined ? withMappedMembers(vector) : withReport(vector)),
  B10: ({ expected }) => expected,
  B11: withActions,
  B12: (vector) => (vector.id.startsWith('actions-integrity') ? withForgetAlone(vector) : withKnownFigures(vector)),
  B13: withoutMetricsFailures,
  B14: (vector) => (vector.do === 'reconcile' ? vector.expected : withReport(vector)),
  B15: withNamespaceLabels,
  B18: withCompleteTargets,
  B19: (vector) => (vector.do === 'reconcile' ? vector.expected : withOpenBatch(vector)),
  B20: withBounds,
  B21: ({ expected }) => ({
    ...expected,
    summary: { ...expected.summary, status: { ...(expected.summary?.status as JsonObject), phase: 'Running' } },
  }),
  labels: withReport,
};

/** Removes words of Go itself, or of the library that runs restic. */
function withoutWords(vector: StatusVector): StatusVector {
  if (vector.id === 'actions-secret-without-password') {
    const error = 'storage Secret missing RESTIC_PASSWORD key';
    return { ...vector, given: { ...vector.given, restic: { ...vector.given.restic, forgetError: error } } };
  }
  const decoded = vector.do === 'update-status' ? vector.given.restic?.forget : undefined;
  if (decoded === undefined || decoded.includes('[{')) return vector;
  const status = vector.expected.sessionStatus;
  const conditions = status?.conditions?.map((condition) => ({
    ...condition,
    message: condition.message?.replace(
      'unexpected end of JSON input',
      'restic forget --json is not the JSON that it was asked for: Unexpected end of input',
    ),
  }));
  return {
    ...vector,
    expected: { ...vector.expected, sessionStatus: { ...status, conditions } as BackupSessionStatus },
  };
}

/** True where the flags lead to one target. */
function isIdentified({ id, given: { invoker, options } }: StatusVector): boolean {
  if (id === 'no-target-invoker' || invoker === undefined) return false;
  return options?.targetName === undefined || options.targetName === targetOf(invoker.spec).name;
}

function targetOf(spec: object | undefined): TargetRef {
  return (spec as { readonly target?: { readonly ref?: TargetRef } } | undefined)?.target?.ref ?? {};
}

/** The reference lost the report, its Events or its series. All three come from the output alone. */
function withReport(vector: StatusVector): StatusExpected {
  const { given, expected } = vector;
  const target = reportedTarget(vector);
  const series = (expected.pushes ?? []).flatMap((push) => push.series).filter((line) => /_repository_/.test(line));
  return {
    ...expected,
    ...(given.session === undefined ? {} : { sessionStatus: mergedStatus(vector, target) }),
    events: hostsIn(given).flatMap((host) => eventOf(vector, target, host)),
    pushes: [{ series: [...series, ...rightHostSeries(given, target)] }],
  };
}

function reportedTarget({ given }: StatusVector): TargetRef {
  const { options } = given;
  const named = [...(given.session?.status?.targets ?? []), ...members(given)].find(
    ({ ref }) =>
      ref?.name === options?.targetName && (!options?.targetNamespace || ref?.namespace === options.targetNamespace),
  );
  return named?.ref ?? targetOf((given.invoker ?? given.restore)?.spec);
}

function members({ restore }: StatusVector['given']): ReadonlyArray<{ readonly ref?: TargetRef }> {
  return restore?.kind === 'RestoreBatch' ? (restore.status?.members ?? []) : [];
}

function mergedStatus({ given, expected }: StatusVector, target: TargetRef): BackupSessionStatus {
  const status = expected.sessionStatus ?? {};
  return {
    ...status,
    targets: (status.targets ?? []).map((entry) => {
      if (!dequal(entry.ref, target)) return entry;
      const stats = hostsIn(given).map(({ phase, ...host }) => (phase === 'Running' ? host : { ...host, phase }));
      const fresh = stats.map(({ hostname }) => hostname);
      const kept = (entry.stats ?? []).filter(({ hostname }) => !fresh.includes(hostname));
      const all = [...kept, ...stats] as NonNullable<typeof entry.stats>;
      const done = all.filter(({ phase }) => phase !== undefined);
      const isDone = entry.totalHosts !== undefined && done.length >= entry.totalHosts;
      const outcome = done.some(({ phase }) => phase === 'Failed') ? 'Failed' : 'Succeeded';
      return { ...entry, stats: all.map(withoutEmpty), phase: isDone ? outcome : entry.phase };
    }) as NonNullable<BackupSessionStatus['targets']>,
  };
}

/** Go's encoder leaves out empty texts. */
function withoutEmpty<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value, (_, field) => (field === '' ? undefined : field)));
}

function eventOf(
  { given }: StatusVector,
  { kind, name }: TargetRef,
  { hostname, phase, error }: ReturnType<typeof hostsIn>[number],
): ReadonlyArray<JsonObject> {
  if (phase === undefined || phase === 'Running') return [];
  const object = given.session ?? given.restore;
  const succeeded = phase === 'Succeeded';
  const what = given.session === undefined ? 'restore' : 'backup';
  const subject = what === 'backup' ? ` of "${kind}"/"${name}"` : '';
  const dot = what === 'backup' ? '.' : '';
  const host = succeeded && what === 'backup' ? hostname : `"${hostname}"`;
  const reason = error ? `${dot || '.'} Reason: ${error}` : dot;
  return [
    {
      type: succeeded ? 'Normal' : 'Warning',
      reason: `Host ${what === 'backup' ? 'Backup' : 'Restore'} ${succeeded ? 'Succeeded' : 'Failed'}`,
      message: `${what} ${succeeded ? 'succeeded' : 'failed'} for host ${host}${subject}${succeeded ? dot : reason}`,
      count: 1,
      source: 'Status Updater',
      involvedObject: {
        apiVersion: object?.apiVersion,
        kind: object?.kind,
        name: object?.metadata.name,
        namespace: object?.metadata.namespace,
      },
    },
  ];
}

/** Success is that of the final phase, and the other series of a session follow it. */
function withRightSessionSeries({ given, expected }: StatusVector): StatusExpected {
  const phase = expected.sessionStatus?.phase ?? expected.restoreStatus?.phase;
  const members = expected.restoreStatus?.members;
  const series = (expected.pushes ?? []).flatMap((push) => push.series);
  const ofTargets = series.filter((line) => /_target_success|_target_host|_target_last/.test(line));
  const right = familiesOf(given.restore !== undefined).flatMap((family) => {
    const own = family.includes('appscode') ? '' : 'session_';
    const success = series.find((line) => line.startsWith(`${family}${own}success{`)) ?? '';
    const labels = success.slice(success.indexOf('{'), success.lastIndexOf(' '));
    if (phase !== 'Succeeded') return [`${family}${own}success${labels} 0`];
    return [
      `${family}${own}success${labels} 1`,
      `${family}${own}duration_seconds${labels} 245`,
      `${family}target_count_total${labels} ${Array.isArray(members) ? members.length : 1}`,
    ];
  });
  return { ...expected, pushes: [{ series: [...ofTargets, ...right] }] };
}

/** A failed push changes the condition, and nothing else. */
function withoutMetricsFailures(vector: StatusVector): StatusExpected {
  const { id, given, expected } = vector;
  if (id === 'actions-unknown-backend') return withoutBackend(vector);
  if (vector.do === 'update-status') return expected;
  const key = expected.sessionStatus === undefined ? 'restoreStatus' : 'sessionStatus';
  const status = expected[key] as JsonObject;
  const before = given.session?.status ?? given.restore?.status;
  const right = phaseIgnoringMetrics(status);
  const { sessionDuration = before?.sessionDuration, ...rest } = status;
  const isFinal = ['Succeeded', 'Failed', 'Skipped', 'Unknown'].includes(right);
  const fixed = { ...rest, phase: right, ...(isFinal ? { sessionDuration } : {}) };
  const next = { ...vector, expected: { ...expected, [key]: fixed } };
  return vector.do === 'reconcile' ? withAllSeries(next) : next.expected;
}

/** The phase of a session once a push of metrics counts as done, taken or not. */
function phaseIgnoringMetrics(status: JsonObject): string {
  const entries = (status.targets ?? status.members ?? [status]) as ReadonlyArray<Outcome>;
  const says = (type: string): string | undefined =>
    ((status.conditions ?? []) as ReadonlyArray<JsonObject>).find((condition) => condition.type === type)?.status as
      | string
      | undefined;
  const ended = says('MetricsPushed') === 'True' || says('MetricsPushed') === 'False';
  if (says('BackupSkipped') === 'True') return 'Skipped';
  const failed = sessionFailures.some(([type, word]) => says(type) === word);
  if (ended && failed) return 'Failed';
  if (entries.every(({ phase, totalHosts }) => phase === 'Pending' || totalHosts === undefined)) return 'Pending';
  const finished = entries.map(({ totalHosts = 0, stats = [] }) => stats.length >= totalHosts);
  if (!ended || finished.includes(false)) return 'Running';
  const hostFailed = entries.some(({ stats = [] }) => stats.some(({ phase }) => phase === 'Failed'));
  const repositoryFailed =
    says('RetentionPolicyApplied') === 'False' || says('RepositoryIntegrityVerified') === 'False';
  return hostFailed || repositoryFailed ? 'Failed' : 'Succeeded';
}

interface Outcome {
  readonly phase?: string;
  readonly totalHosts?: number;
  readonly stats?: ReadonlyArray<{ readonly phase?: string }>;
}

const sessionFailures = [
  ['DeadlineExceeded', 'True'],
  ...['BackupHistoryCleaned', 'GlobalPreBackupHookSucceeded', 'GlobalPostBackupHookSucceeded'].map(
    (type) => [type, 'False'] as const,
  ),
  ...['GlobalPreRestoreHookSucceeded', 'GlobalPostRestoreHookSucceeded'].map((type) => [type, 'False'] as const),
] as const;

/** All series of a session of one target that succeeded. The reference has sent some or none of them. */
function withAllSeries({ given, expected }: StatusVector): StatusExpected {
  const [line = ''] = (expected.pushes ?? []).flatMap((push) => push.series);
  const sent = /\{(.*)\}/.exec(line)?.[1] ?? '';
  const ofSession = sortLabels(sent.replace(/(?:^|,)(?:group|kind|name)="[^"]*"/g, ''));
  const ofTarget = sortLabels(`${ofSession},group="kubedb.com",kind="postgres",name="pg"`);
  const isRestore = given.restore !== undefined;
  const now = Math.floor(Date.parse(given.now) / 1000);
  const series = familiesOf(isRestore).flatMap((family) => {
    const own = family.includes('appscode') ? '' : 'session_';
    return [
      `${family}target_success{${ofTarget}} 1`,
      `${family}target_host_count_total{${ofTarget}} 1`,
      `${family}${own}success{${ofSession}} 1`,
      `${family}${own}duration_seconds{${ofSession}} 245`,
      `${family}target_count_total{${ofSession}} 1`,
      ...(isRestore
        ? []
        : [
            `${family}target_last_success_time_seconds{${ofTarget}} ${now}`,
            `${family}last_success_time_seconds{${ofSession}} ${now}`,
          ]),
    ];
  });
  return { ...expected, pushes: [{ series }] };
}

function familiesOf(isRestore: boolean): ReadonlyArray<string> {
  return isRestore
    ? ['stash_restore_', 'stash_appscode_com_restoresession_']
    : ['stash_backup_', 'stash_appscode_com_backupsession_'];
}

function sortLabels(labels: string): string {
  return labels
    .split(/,(?=[a-z_]+=)/)
    .filter((label) => label !== '')
    .toSorted()
    .join(',');
}

/** A Repository without a backend has no labels of one, but keeps its series and status. */
function withoutBackend({ given, expected }: StatusVector): StatusExpected {
  const labels =
    'driver="Restic",invoker_kind="BackupConfiguration",invoker_name="pg-backup",name="pg-repo",namespace="demo",repository="pg-repo"';
  const values = { integrity: 1, size_bytes: 7_340_032, snapshot_count: 3, snapshot_cleaned: 1 };
  const series = Object.entries(values).flatMap(([name, value]) => [
    `stash_repository_${name}{${labels}} ${value}`,
    `stash_appscode_com_repository_${name}{${labels}} ${value}`,
  ]);
  return {
    ...expected,
    sessionStatus: withMetricsPushed(expected),
    repositoryStatus: {
      integrity: true,
      lastBackupTime: given.session?.metadata.creationTimestamp ?? '',
      snapshotCount: 3,
      snapshotsRemovedOnLastCleanup: 1,
      totalSize: '7.000 MiB',
    },
    pushes: [...(expected.pushes ?? []), { series }],
  };
}

function withMetricsPushed({ sessionStatus }: StatusExpected): BackupSessionStatus {
  const conditions = (sessionStatus?.conditions ?? []).map((condition) =>
    condition.type === 'RepositoryMetricsPushed'
      ? {
          ...condition,
          status: 'True',
          reason: 'SuccessfullyPushedRepositoryMetrics',
          message: 'Successfully pushed repository metrics.',
        }
      : condition,
  );
  return { ...sessionStatus, conditions };
}

/** The check is not run again, so the size is not known. It is left out, and the rest is told. */
function withForgetAlone(vector: StatusVector): StatusExpected {
  const { given, expected } = vector;
  const labels =
    'backend="s3",bucket="stash-demo",driver="Restic",invoker_kind="BackupConfiguration",invoker_name="pg-backup",name="pg-repo",namespace="demo",prefix="/demo/pg",repository="pg-repo"';
  const series = ['stash_repository_', 'stash_appscode_com_repository_'].flatMap((family) => [
    `${family}snapshot_count{${labels}} 3`,
    `${family}snapshot_cleaned{${labels}} 1`,
  ]);
  return {
    ...expected,
    sessionStatus: withMetricsPushed(expected),
    repositoryStatus: {
      lastBackupTime: given.session?.metadata.creationTimestamp ?? '',
      snapshotCount: 3,
      snapshotsRemovedOnLastCleanup: 1,
    },
    pushes: [...(expected.pushes ?? []), { series }],
  };
}

/** The host that reports again is the last one. It runs at once everything that nobody has run. */
function withActions(vector: StatusVector): StatusExpected {
  const { given, expected } = vector;
  const conditions = expected.sessionStatus?.conditions ?? [];
  if (given.restic === undefined || conditions.some(({ type }) => type === 'RetentionPolicyApplied')) return expected;
  const done = [
    ['RetentionPolicyApplied', 'SuccessfullyAppliedRetentionPolicy', 'Successfully applied retention policy.'],
    [
      'RepositoryIntegrityVerified',
      'SuccessfullyVerifiedRepositoryIntegrity',
      'Repository integrity verification succeeded.',
    ],
    ['RepositoryMetricsPushed', 'SuccessfullyPushedRepositoryMetrics', 'Successfully pushed repository metrics.'],
  ].map(([type = '', reason = '', message = '']) => ({
    ...{ type, status: 'True', reason, message },
    lastTransitionTime: given.now,
  }));
  const labels =
    'backend="s3",bucket="stash-demo",driver="Restic",invoker_kind="BackupConfiguration",invoker_name="pg-backup",name="pg-repo",namespace="demo",prefix="/demo/pg",repository="pg-repo"';
  const values = { integrity: 1, size_bytes: 7_340_032, snapshot_count: 3, snapshot_cleaned: 1 };
  const series = Object.entries(values).flatMap(([name, value]) => [
    `stash_repository_${name}{${labels}} ${value}`,
    `stash_appscode_com_repository_${name}{${labels}} ${value}`,
  ]);
  return {
    ...expected,
    sessionStatus: { ...expected.sessionStatus, conditions: [...conditions, ...done] },
    repositoryStatus: {
      integrity: true,
      lastBackupTime: given.session?.metadata.creationTimestamp ?? '',
      snapshotCount: 3,
      snapshotsRemovedOnLastCleanup: 1,
      totalSize: '7.000 MiB',
    },
    pushes: [...(expected.pushes ?? []), { series }],
  };
}

/** The retention policy is not applied again, so the snapshots are not known. The old figures stay. */
function withKnownFigures({ given, expected }: StatusVector): StatusExpected {
  const { snapshotCount, snapshotsRemovedOnLastCleanup } = given.repository?.status ?? {};
  const { snapshotCount: _, snapshotsRemovedOnLastCleanup: __, ...known } = expected.repositoryStatus ?? {};
  const kept = {
    ...(snapshotCount === undefined ? {} : { snapshotCount }),
    ...(snapshotsRemovedOnLastCleanup === undefined ? {} : { snapshotsRemovedOnLastCleanup }),
  };
  const series = (expected.pushes ?? []).flatMap((push) => push.series);
  const told = series.filter((line) => !/_repository_snapshot_(?:count|cleaned)/.test(line));
  return {
    ...expected,
    ...(expected.repositoryStatus === undefined ? {} : { repositoryStatus: { ...known, ...kept } }),
    pushes: [{ series: told }],
  };
}

/** The namespace of a target or Repository has a label of its own where it is not the invoker's. */
function withNamespaceLabels(vector: StatusVector): StatusExpected {
  const { given, expected } = vector;
  const own = given.invoker?.metadata.namespace ?? '';
  const foreign = (given.others ?? []).filter(
    ({ kind, metadata }) => kind === 'AppBinding' && metadata.namespace !== own,
  );
  const pushes = (expected.pushes ?? []).map(({ series }) => ({
    series: series.map((line) => {
      if (/_repository_/.test(line)) {
        const namespace = /[{,]namespace="([^"]*)"/.exec(line)?.[1] ?? own;
        if (namespace === own) return line;
        return line
          .replace(`namespace="${namespace}"`, `namespace="${own}"`)
          .replace(/repository="[^"]*"/, `$&,repository_namespace="${namespace}"`);
      }
      if (vector.do !== 'reconcile') return line;
      const binding = foreign.find((object) => {
        const type = String((object as { readonly spec?: { readonly type?: string } }).spec?.type ?? '');
        return line.includes(`kind="${type.split('/').at(-1)}"`);
      });
      return binding === undefined ? line : line.replace('}', `,target_namespace="${binding.metadata.namespace}"}`);
    }),
  }));
  return { ...expected, pushes };
}

/**
 * Where more hosts report than expected, they are complete. Where a target stands twice, one complete entry is enough.
 */
function withCompleteTargets(vector: StatusVector): StatusExpected {
  const { id, given, expected } = vector;
  const status = expected.sessionStatus ?? {};
  if (id === 'batch-same-target-twice/2') {
    const done = (type: string, reason: string, message: string) => ({
      ...{ type, status: 'True', reason, message },
      lastTransitionTime: given.now,
    });
    const conditions = [
      ...(status.conditions ?? []),
      done(
        'BackupHistoryCleaned',
        'SuccessfullyCleanedBackupHistory',
        'Successfully cleaned up backup history according to backupHistoryLimit.',
      ),
      done('MetricsPushed', 'SuccessfullyPushedMetrics', 'Successfully pushed metrics.'),
    ];
    const labels =
      'driver="Restic",invoker_kind="BackupBatch",invoker_name="app-backup",namespace="demo",repository="pg-repo"';
    const sessionStatus = { ...status, conditions, phase: 'Succeeded', sessionDuration: '4m5s' } as BackupSessionStatus;
    const push = { series: [`stash_backup_session_success{${labels}} 1`] };
    return withAllSeries({ ...vector, expected: { ...expected, sessionStatus, pushes: [push] } });
  }
  const targets = (status.targets ?? []).map((target) => {
    const finished = (target.stats ?? []).filter(({ phase }) => phase !== undefined);
    if (finished.length < (target.totalHosts ?? Number.POSITIVE_INFINITY)) return target;
    const phase = finished.some((host) => host.phase === 'Failed') ? ('Failed' as const) : ('Succeeded' as const);
    return { ...target, phase };
  });
  return { ...expected, sessionStatus: { ...status, targets } };
}

/** A member's phase has no `Unknown`. It is written as failed, and the batch waits for its end. */
function withMappedMembers(vector: StatusVector): StatusExpected {
  const { given } = vector;
  const status = given.restore?.status as JsonObject | undefined;
  const target = reportedTarget(vector);
  const entries = members(given) as ReadonlyArray<JsonObject>;
  const restoreStatus = {
    ...status,
    members: entries.map((entry) =>
      dequal(entry.ref, target) ? { ...entry, phase: 'Failed', stats: hostsIn(given) } : entry,
    ),
  };
  return {
    ...vector.expected,
    restoreStatus,
    events: hostsIn(given).flatMap((host) => eventOf(vector, target, host)),
    pushes: [{ series: rightHostSeries(given, target) }],
  };
}

/** A batch is final only once its metrics are reported, like every session. */
function withOpenBatch({ expected }: StatusVector): StatusExpected {
  const { sessionDuration: _, ...status } = expected.restoreStatus ?? {};
  return { ...expected, restoreStatus: { ...status, phase: 'Running' } };
}

/** A skipped session takes no report, no duration is negative, and a negative limit removes nothing. */
function withBounds(vector: StatusVector): StatusExpected {
  const { id, given, expected } = vector;
  if (id === 'skipped-session') {
    const { sessionDuration = '' } = expected.sessionStatus ?? {};
    return { ...expected, sessionStatus: { ...given.session?.status, sessionDuration }, events: [], pushes: [] };
  }
  if (id !== 'history-negative') {
    return { ...expected, sessionStatus: { ...expected.sessionStatus, sessionDuration: '0s' } };
  }
  const pushed = {
    ...{ type: 'MetricsPushed', status: 'True', reason: 'SuccessfullyPushedMetrics' },
    message: 'Successfully pushed metrics.',
    lastTransitionTime: given.now,
  };
  const conditions = [...(expected.sessionStatus?.conditions ?? []), pushed];
  const labels =
    'driver="Restic",invoker_kind="BackupConfiguration",invoker_name="pg-backup",namespace="demo",repository="pg-repo"';
  return withAllSeries({
    ...vector,
    expected: {
      ...expected,
      sessionStatus: { ...expected.sessionStatus, conditions, phase: 'Succeeded', sessionDuration: '4m5s' },
      pushes: [{ series: [`stash_backup_session_success{${labels}} 1`] }],
    },
  });
}
