import type { AppBinding, BackupSession } from '@stash-functions/core';
import {
  type ActionResults,
  actionConditions,
  actionsDue,
  advanceBackup,
  advanceRestore,
  conditionFalse,
  eventsOf,
  findTarget,
  type HostReport,
  type MetricsOptions,
  mergeBackupStatus,
  mergeRestoreBatchStatus,
  mergeRestoreSessionStatus,
  metricsOf,
  parseLabels,
  type ReportedSession,
  readOutput,
  readResticCheck,
  readResticForget,
  readResticStats,
  recordRepository,
  resticFailure,
  startBackupTarget,
  startRestoreTarget,
  summarize,
  toExposition,
  type Workload,
  withReport,
} from '@stash-functions/status';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { OtherObject, StatusGiven, StepResult } from './vector.ts';

/** Does with the SDK the same step as the reference does in the vector. */
export const steps: Readonly<Record<string, (given: StatusGiven) => StepResult>> = {
  'update-status': updateStatus,
  reconcile,
  initiate,
  merge,
  summary,
};

function updateStatus(given: StatusGiven): StepResult {
  const session = sessionOf(given);
  const unchanged = { status: session.status };
  const invoker = invokerOf(given);
  const text = given.outputText ?? (given.output === undefined ? undefined : JSON.stringify(given.output));
  if (invoker === undefined || text === undefined) return unchanged;
  const { targetKind: kind, targetName: name, targetNamespace: namespace, metricsLabels = [] } = given.options ?? {};
  const target = findTarget(invoker, { kind, name, namespace });
  const output = readOutput(text);
  if (isLeft(target) || isLeft(output)) return unchanged;
  const now = new Date(given.now);
  const { hosts, conditions } = output.right;
  const report: HostReport = { target: target.right, hosts, conditions };
  const merged = withReport(session, report, { now });
  const isSkipped = session.status?.phase === 'Skipped';
  const actions = runActions(given, merged, report);
  const options = metricsOptions(given, { labels: parseLabels(metricsLabels).value });
  return {
    status: actions.status,
    repositoryStatus: actions.repositoryStatus,
    events: isSkipped
      ? []
      : eventsOf(session, report, { now }).map(({ type, reason, message, count, source, involvedObject }) => ({
          type,
          reason,
          message,
          count,
          source: source.component,
          involvedObject,
        })),
    series: isSkipped ? [] : [...actions.series, ...hostSeries(merged, report, options)],
  };
}

/** Only the hosts of the report, as the reference pushes them. */
function hostSeries(session: ReportedSession, report: HostReport, options: MetricsOptions): ReadonlyArray<string> {
  const names = new Set(report.hosts.map(({ hostname }) => hostname));
  const { name = '', namespace } = report.target;
  const own = session.metadata.namespace;
  const metrics = metricsOf(session, { ...options, scopes: ['host'] }).filter(
    ({ labels }) =>
      names.has(labels.hostname ?? '') &&
      labels.name === name &&
      (labels.target_namespace ?? own) === (namespace ?? own),
  );
  return lines(toExposition(metrics));
}

interface ActionRun {
  readonly status: unknown;
  readonly repositoryStatus?: StepResult['repositoryStatus'];
  readonly series: ReadonlyArray<string>;
}

/** Runs the due actions with the output of restic in the vector, and stops at the first failure. */
function runActions(given: StatusGiven, session: ReportedSession, report: HostReport): ActionRun {
  const none = { status: session.status, series: [] };
  const { invoker, repository, restic } = given;
  if (session.kind !== 'BackupSession' || invoker === undefined || restic === undefined) return none;
  const due = actionsDue(session.status ?? {}, invoker, report);
  if (due?.by !== 'step') return none;
  let results: ActionResults = {};
  for (const action of due.actions) {
    if (Object.values(results).some((result) => typeof result === 'object' && 'error' in result)) break;
    if (action === 'ApplyRetentionPolicy') results = { ...results, retention: runForget(given) };
    if (action === 'VerifyRepositoryIntegrity') results = { ...results, integrity: runCheck(restic) };
    if (action === 'SendRepositoryMetrics' && given.options?.metricsEnabled) results = { ...results, metrics: 'sent' };
  }
  const { retention, integrity, metrics } = results;
  const recorded = repository === undefined ? undefined : recordRepository(repository, session, results);
  const figures = {
    ...(retention !== undefined && 'kept' in retention
      ? { snapshots: retention.kept, removed: retention.removed }
      : {}),
    ...(integrity !== undefined && 'sound' in integrity ? { integrity: integrity.sound, bytes: integrity.bytes } : {}),
  };
  const options = metricsOptions(given, { scopes: ['repository'], repositoryFigures: figures });
  return {
    status: mergeBackupStatus(session, { conditions: actionConditions(results) }, { now: new Date(given.now) }).status,
    repositoryStatus: recorded?.changed ? recorded.status : undefined,
    series: metrics === undefined ? [] : lines(toExposition(metricsOf(session, options))),
  };
}

function runForget({ restic = {} }: StatusGiven): ActionResults['retention'] {
  if (restic.forgetError !== undefined) return { error: resticFailure(restic.forgetError) };
  const forget = readResticForget(restic.forget ?? '');
  return isLeft(forget) ? { error: forget.left[0].message } : forget.right;
}

function runCheck(restic: Readonly<Record<string, string>>): ActionResults['integrity'] {
  if (restic.checkError !== undefined) return { error: resticFailure(restic.checkError) };
  if (restic.statsError !== undefined) return { error: resticFailure(restic.statsError) };
  const bytes = readResticStats(restic.stats ?? '');
  return isLeft(bytes)
    ? { error: bytes.left[0].message }
    : { sound: readResticCheck(restic.check ?? ''), bytes: bytes.right };
}

function reconcile(given: StatusGiven): StepResult {
  const now = new Date(given.now);
  const metricsError = given.pushgatewayStatus === undefined ? undefined : pushError(given);
  if (given.restore !== undefined) {
    const step = advanceRestore(given.restore, { now, metricsError });
    const ended: ReportedSession = { ...given.restore, status: step.status };
    return { status: step.status, series: step.ended ? endSeries(ended, given) : [] };
  }
  const { session, invoker } = given;
  if (session === undefined || invoker === undefined) return { status: session?.status };
  const sessions = (given.others ?? []).filter(isBackupSession);
  const step = advanceBackup(session, invoker, { now, sessions, metricsError });
  const ended: BackupSession = { ...session, status: step.status };
  const patch = { ...(step.retry === undefined ? {} : { retried: true }), ...failedStarts(given, step.start) };
  return {
    status: mergeBackupStatus(ended, patch, { now }).status,
    createdSession: step.retry,
    deleted: step.remove.map(({ metadata }) => metadata.name),
    series: step.ended ? endSeries(ended, given) : [],
  };
}

/** The reference makes the Jobs in the same step, but cannot do so without the Repository. */
function failedStarts({ invoker, repository }: StatusGiven, start: ReadonlyArray<number>): object {
  const name = invoker?.spec?.repository?.name;
  if (start.length === 0 || name === repository?.metadata.name) return {};
  const condition = conditionFalse('BackupExecutorEnsured', `repository.stash.appscode.com "${name}" not found`);
  const members = invoker?.kind === 'BackupBatch' ? (invoker.spec?.members ?? []) : [invoker?.spec ?? {}];
  return { targets: start.map((member) => ({ ref: members[member]?.target?.ref ?? {}, conditions: [condition] })) };
}

function pushError({ pushgatewayStatus, invoker, restore }: StatusGiven): string {
  const { kind = '', metadata } = invoker ?? restore ?? {};
  const job = `${kind.toLowerCase()}-${metadata?.namespace}-${metadata?.name}`;
  return `unexpected status code ${pushgatewayStatus} while pushing to http://pushgateway.example:9091/metrics/job/${job}: injected failure\n`;
}

function endSeries(session: ReportedSession, given: StatusGiven): ReadonlyArray<string> {
  return lines(toExposition(metricsOf(session, metricsOptions(given, { scopes: ['session', 'target'] }))));
}

function initiate(given: StatusGiven): StepResult {
  const { session, invoker, restore, member = 0 } = given;
  const now = new Date(given.now);
  const ref = membersOf(given)[member]?.target?.ref;
  const workload = given.others?.find(({ kind, metadata }) => kind === ref?.kind && metadata.name === ref.name);
  const options = { now, member, workload: asWorkload(workload) };
  if (restore !== undefined) {
    const started = startRestoreTarget(restore, options);
    return { status: isLeft(started) ? restore.status : started.right.status };
  }
  if (session === undefined || invoker === undefined) return {};
  const started = startBackupTarget(session, invoker, options);
  return { status: isLeft(started) ? session.status : started.right.status };
}

function merge(given: StatusGiven): StepResult {
  const { session, restore, patch = {} } = given;
  const options = { now: new Date(given.now) };
  if (restore?.kind === 'RestoreSession') {
    const [target] = patch.targets ?? [];
    const { sessionDeadline } = patch;
    return { status: mergeRestoreSessionStatus(restore, { target, sessionDeadline }, options).status };
  }
  if (restore !== undefined) {
    const { conditions, targets, sessionDeadline } = patch;
    return {
      status: mergeRestoreBatchStatus(restore, { conditions, members: targets, sessionDeadline }, options).status,
    };
  }
  return session === undefined ? {} : { status: mergeBackupStatus(session, patch, options).status };
}

function summary(given: StatusGiven): StepResult {
  return { summary: summarize(sessionOf(given), given.target ?? {}, { now: new Date(given.now) }) };
}

function sessionOf({ session, restore }: StatusGiven): ReportedSession {
  const found = session ?? restore;
  if (found === undefined) throw new Error('a vector without a session');
  return found;
}

/** Only flags name a restore; a backup's session knows its invoker. */
function invokerOf({ session, invoker, restore, options }: StatusGiven): typeof invoker | typeof restore {
  if (session !== undefined) return invoker;
  return options?.invokerKind === restore?.kind ? restore : undefined;
}

function membersOf({ invoker, restore }: StatusGiven): ReadonlyArray<{
  readonly target?: { readonly ref?: { readonly kind?: string; readonly name?: string } };
}> {
  const owner = invoker ?? restore;
  if (owner?.kind === 'BackupBatch' || owner?.kind === 'RestoreBatch') return owner.spec?.members ?? [];
  return owner?.spec === undefined ? [] : [owner.spec];
}

function metricsOptions(given: StatusGiven, options: MetricsOptions): MetricsOptions {
  const others = (given.others ?? []).filter(isAppBinding);
  return {
    families: 'stash',
    invoker: given.invoker,
    repository: given.repository,
    appBindings: [...(given.appBinding === undefined ? [] : [given.appBinding]), ...others],
    ...options,
  };
}

function lines(exposition: string): ReadonlyArray<string> {
  return exposition.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

function isBackupSession(object: OtherObject): object is BackupSession & OtherObject {
  return object.kind === 'BackupSession';
}

function isAppBinding(object: OtherObject): object is AppBinding & OtherObject {
  return object.kind === 'AppBinding';
}

function asWorkload(object: (OtherObject & Workload) | undefined): Workload | undefined {
  return object;
}
