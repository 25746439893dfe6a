import {
  type BackupInvoker,
  type BackupSession,
  type BackupSessionStatus,
  formatGoDuration,
  isBatch,
  type Problem,
  parseGoDuration,
  readOr,
  type TargetRef,
  targetsOf,
} from '@stash-functions/core/decode';
import { present } from '../present.ts';
import { actionsDue, type DueActions } from './actions.ts';
import { type ConditionUpdate, isFalse, isTrue, statusOf } from './condition.ts';
import { conditionFalse, conditionTrue } from './conditions.ts';
import { sessionsToRemove } from './history.ts';
import { type BackupPatch, mergeBackupStatus } from './merge-backup.ts';
import { type RollUpOptions, unreadableDuration, unreadableRollUp } from './roll-up.ts';
import { isFinal } from './session-phase.ts';
import { type SessionProblemCode, sessionProblem } from './session-problem-code.ts';
import { isSameTarget, targetKey, targetRefsOf } from './target.ts';
import { isOver } from './target-phase.ts';
import { addSeconds, formatTime, readTime } from './time.ts';

/** The options of {@link advanceBackup}. */
export interface AdvanceOptions extends RollUpOptions {
  /** All BackupSessions of the namespace as they are now. Sessions of other invokers do not matter. */
  readonly sessions?: ReadonlyArray<BackupSession> | undefined;
  /** The reason why the metrics of the session that ends could not be sent. It changes no phase. */
  readonly metricsError?: string | undefined;
}

/** The next step of a session: a status to write, and things to do. */
export interface NextStep<Status> {
  /** The whole status to write. */
  readonly status: Status;
  /** True where it differs from the status before. */
  readonly changed: boolean;
  /** The numbers of the members whose Jobs are to be made now. */
  readonly start: ReadonlyArray<number>;
  /** The hook of the whole batch to run now. Its condition tells the next step that it was run. */
  readonly hook?: 'before' | 'after' | undefined;
  /** The actions that nobody has run. */
  readonly actions?: DueActions | undefined;
  /** True where this step ends the session, so that its metrics are to be sent. */
  readonly ended: boolean;
  /** The time to look again if nothing else happens, in RFC 3339: the deadline, or the next retry. */
  readonly lookAgain?: string | undefined;
  /** Problems that were mended or left out. */
  readonly warnings: ReadonlyArray<Problem<SessionProblemCode>>;
}

/** The next step of a BackupSession. */
export interface NextBackupStep extends NextStep<BackupSessionStatus> {
  /** The sessions to delete by the history limit of the invoker. */
  readonly remove: ReadonlyArray<BackupSession>;
  /** The session that tries the backup again. Once it exists, merge `{ retried: true }` into this one. */
  readonly retry?: BackupSession | undefined;
}

/**
 * Decides an operator's next step for a BackupSession: skip it, start its members, wait, end it, or try again. On the
 * way it notices the deadline and cleans up the history. It is pure: call it at every change, do what it says, and
 * write its status.
 *
 * Warnings: `actions-not-run`, `duplicate-target`, `invalid-history-limit`, `invalid-time`, and those of
 * `mergeBackupStatus`.
 */
export function advanceBackup(session: BackupSession, invoker: BackupInvoker, options: AdvanceOptions): NextBackupStep {
  const nothing = { ...unreadableRollUp(session), start: [], ended: false, remove: [] };
  return readOr<NextBackupStep>(nothing, () => nextStep(session, invoker, options));
}

function nextStep(session: BackupSession, invoker: BackupInvoker, options: AdvanceOptions): NextBackupStep {
  const warnings = invokerWarnings(invoker);
  const step = (patch: BackupPatch, more: Partial<NextBackupStep> = {}): NextBackupStep => {
    const merged = mergeBackupStatus(session, patch, options);
    const all = [...warnings, ...merged.warnings, ...(more.warnings ?? [])];
    return { start: [], ended: false, remove: [], ...more, ...merged, warnings: all };
  };
  const { phase = 'Pending', conditions, targets = [], sessionDeadline } = session.status ?? {};
  if (isFinal(phase)) return retryStep(session, invoker, options, step);

  const reason = targets.length === 0 && phase === 'Pending' ? skipReason(session, invoker, options) : undefined;
  if (reason !== undefined) {
    const history = cleanHistory(session, invoker, options);
    return step({ conditions: [conditionTrue('BackupSkipped', reason), ...history.conditions] }, history);
  }

  const isLate = isTrue(conditions, 'DeadlineExceeded');
  const preHookFailed = isFalse(conditions, 'GlobalPreBackupHookSucceeded');
  const unstarted = targetsOf(invoker).flatMap(({ spec, member }) =>
    targets.some(({ ref }) => isSameTarget(ref, spec.target?.ref)) ? [] : [member],
  );
  const isDone = unstarted.length === 0 && targets.every((target) => isOver(target.phase));
  if (!isLate && !preHookFailed && !isDone) {
    if (unstarted.length > 0) return startStep(invoker, session, unstarted, step);
    return waitStep(session, invoker, options, step);
  }
  if (
    isDone &&
    !isLate &&
    !preHookFailed &&
    targetRefsOf(invoker).some((target) => awaitsHook(session, invoker, target))
  ) {
    return step({}, { lookAgain: sessionDeadline });
  }
  if (isBatch(invoker) && invoker.spec?.hooks?.postBackup !== undefined) {
    if (statusOf(conditions, 'GlobalPostBackupHookSucceeded') === undefined) return step({}, { hook: 'after' });
  }
  return endStep(session, invoker, options, step);
}

type Step = (patch: BackupPatch, more?: Partial<NextBackupStep>) => NextBackupStep;

function invokerWarnings(invoker: BackupInvoker): ReadonlyArray<Problem<'duplicate-target'>> {
  const seen = new Set<string>();
  return targetsOf(invoker).flatMap(({ spec, member, path }) => {
    const key = targetKey(spec.target?.ref);
    const isKnown = seen.has(key);
    seen.add(key);
    if (!isKnown) return [];
    const message = `member ${member} has the target of another one, and its outcome cannot be told apart`;
    return [sessionProblem('duplicate-target', { message, path: [...path, 'target', 'ref'] })];
  });
}

/** The reason why no backup is taken, in Stash's words. */
function skipReason(
  session: BackupSession,
  invoker: BackupInvoker,
  { sessions = [] }: AdvanceOptions,
): string | undefined {
  const { kind, metadata } = invoker;
  if (invoker.status?.phase !== 'Ready') {
    return `Skipped taking backup. Reason: ${kind} ${metadata.namespace ?? ''}/${metadata.name} is not ready.`;
  }
  const running = sessions.find(
    (other) =>
      other.metadata.name !== session.metadata.name && isOf(other, invoker) && other.status?.phase === 'Running',
  );
  if (running === undefined) return undefined;
  return `Skipped taking new backup. Reason: Previous BackupSession: ${running.metadata.name} is "Running".`;
}

function isOf(session: BackupSession, invoker: BackupInvoker): boolean {
  const { kind, name } = session.spec?.invoker ?? { kind: '', name: '' };
  const { namespace, name: invokerName } = invoker.metadata;
  return kind === invoker.kind && name === invokerName && session.metadata.namespace === namespace;
}

function startStep(
  invoker: BackupInvoker,
  { status }: BackupSession,
  unstarted: ReadonlyArray<number>,
  step: Step,
): NextBackupStep {
  const hooks = isBatch(invoker) ? invoker.spec?.hooks : undefined;
  if (hooks?.preBackup !== undefined && statusOf(status?.conditions, 'GlobalPreBackupHookSucceeded') === undefined) {
    return step({}, { hook: 'before' });
  }
  const isSequential = isBatch(invoker) && invoker.spec?.executionOrder === 'Sequential';
  if (!isSequential) return step({}, { start: unstarted });
  const isIdle = (status?.targets ?? []).every(({ phase }) => isOver(phase));
  return step({}, { start: isIdle ? unstarted.slice(0, 1) : [] });
}

/** All members have begun, and some are not over. The session gets its deadline, or learns that it missed it. */
function waitStep(session: BackupSession, invoker: BackupInvoker, { now }: AdvanceOptions, step: Step): NextBackupStep {
  const { timeOut } = invoker.spec ?? {};
  const seconds = timeOut === undefined ? undefined : parseGoDuration(timeOut);
  const warnings = timeOut !== undefined && seconds === undefined ? [unreadableDuration('timeOut', timeOut)] : [];
  const known = session.status?.sessionDeadline;
  if (known !== undefined) {
    if (now.getTime() < (readTime(known) ?? Number.POSITIVE_INFINITY)) return step({}, { lookAgain: known, warnings });
    const limit = seconds === undefined ? known : formatGoDuration(seconds);
    const message = `Failed to complete backup within {${limit}}.`;
    return step({ conditions: [conditionTrue('DeadlineExceeded', message)] }, { warnings });
  }
  const created = readTime(session.metadata.creationTimestamp);
  if (seconds === undefined || created === undefined) return step({}, { warnings });
  const sessionDeadline = formatTime(addSeconds(new Date(created), seconds));
  return step({ sessionDeadline }, { lookAgain: sessionDeadline, warnings });
}

/**
 * True where a target still waits for its own hook, which runs in its Job. A Job that was never made is not waited for.
 */
function awaitsHook(session: BackupSession, invoker: BackupInvoker, target: TargetRef): boolean {
  const member = targetsOf(invoker).find(({ spec }) => isSameTarget(spec.target?.ref, target));
  const conditions = session.status?.targets?.find(({ ref }) => isSameTarget(ref, target))?.conditions;
  return (
    member?.spec.hooks?.postBackup !== undefined &&
    !isFalse(conditions, 'BackupExecutorEnsured') &&
    statusOf(conditions, 'PostBackupHookExecutionSucceeded') === undefined
  );
}

function endStep(session: BackupSession, invoker: BackupInvoker, options: AdvanceOptions, step: Step): NextBackupStep {
  const history = cleanHistory(session, invoker, options);
  const actions = actionsDue(session.status ?? {}, invoker);
  const { metricsError } = options;
  const pushed =
    metricsError === undefined ? conditionTrue('MetricsPushed') : conditionFalse('MetricsPushed', metricsError);
  const forgotten =
    actions === undefined
      ? []
      : [
          sessionProblem('actions-not-run', {
            message: `the session ends, and nobody has run ${actions.actions.join(', ')}`,
            hint: 'the last target or host that reported had failed: run them now',
          }),
        ];
  return step(
    { conditions: [...history.conditions, pushed] },
    { remove: history.remove, warnings: [...history.warnings, ...forgotten], actions, ended: true },
  );
}

function cleanHistory(
  session: BackupSession,
  invoker: BackupInvoker,
  { sessions = [] }: AdvanceOptions,
): Pick<NextBackupStep, 'remove' | 'warnings'> & { readonly conditions: ReadonlyArray<ConditionUpdate> } {
  const all = [session, ...sessions.filter(({ metadata }) => metadata.name !== session.metadata.name)];
  const history = sessionsToRemove(
    all.filter((candidate) => isOf(candidate, invoker)),
    invoker.spec?.backupHistoryLimit,
  );
  const isCleaned = history.warnings.length === 0;
  return { ...history, conditions: isCleaned ? [conditionTrue('BackupHistoryCleaned')] : [] };
}

/**
 * A failure is tried again where the invoker says so. First the session gets the time, and after that time a new
 * session.
 */
function retryStep(
  session: BackupSession,
  invoker: BackupInvoker,
  { now }: AdvanceOptions,
  step: Step,
): NextBackupStep {
  const { phase, retried, nextRetry } = session.status ?? {};
  const left = session.spec?.retryLeft ?? 0;
  const config = invoker.spec?.retryConfig;
  if (phase !== 'Failed' || config === undefined || left <= 0 || retried === true) {
    return { status: session.status ?? {}, changed: false, start: [], ended: false, remove: [], warnings: [] };
  }
  if (nextRetry === undefined) {
    const delay = config.delay === undefined ? 0 : parseGoDuration(config.delay);
    const warnings = delay === undefined ? [unreadableDuration('retryConfig.delay', config.delay ?? '')] : [];
    const next = formatTime(addSeconds(now, delay ?? 0));
    return step({ nextRetry: next }, { lookAgain: next, warnings });
  }
  if (now.getTime() < (readTime(nextRetry) ?? 0)) return step({}, { lookAgain: nextRetry });
  return step({}, { retry: retryOf(session, invoker, now, left - 1) });
}

function retryOf(session: BackupSession, invoker: BackupInvoker, now: Date, retryLeft: number): BackupSession {
  const { namespace, labels, ownerReferences } = session.metadata;
  const suffix = `-${Math.floor(now.getTime() / 1000)}`;
  const name = `${invoker.metadata.name.slice(0, longestName - suffix.length)}${suffix}`;
  return {
    apiVersion: session.apiVersion,
    kind: session.kind,
    metadata: present({ name, namespace, labels, ownerReferences }),
    spec: { ...session.spec, retryLeft },
  };
}

const longestName = 253;
