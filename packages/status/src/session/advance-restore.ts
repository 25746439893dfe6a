import {
  formatGoDuration,
  parseGoDuration,
  type RestoreBatch,
  type RestoreBatchStatus,
  type RestoreInvoker,
  type RestoreSession,
  type RestoreSessionStatus,
  readOr,
  targetsOf,
} from '@stash-functions/core/decode';
import type { NextStep } from './advance-backup.ts';
import { type ConditionUpdate, isFalse, isTrue, statusOf } from './condition.ts';
import { conditionFalse, conditionTrue } from './conditions.ts';
import { mergeRestoreBatchStatus, mergeRestoreSessionStatus, outcomeOf } from './merge-restore.ts';
import { type RollUp, type RollUpOptions, unreadableDuration, unreadableRollUp } from './roll-up.ts';
import { isFinal } from './session-phase.ts';
import { isSameTarget } from './target.ts';
import { isOver, restoreTargetPhase } from './target-phase.ts';
import { addSeconds, formatTime, readTime } from './time.ts';

/** The options of {@link advanceRestore}. */
export interface AdvanceRestoreOptions extends RollUpOptions {
  /** The reason why the metrics of the restore that ends could not be sent. It changes no phase. */
  readonly metricsError?: string | undefined;
}

/** The next step of a RestoreSession or RestoreBatch. */
export type NextRestoreStep<Status = RestoreSessionStatus | RestoreBatchStatus> = NextStep<Status>;

/**
 * Decides an operator's next step for a restore: start its members, wait, notice its deadline, or end it. It is pure:
 * call it at every change, do what it says, and write its status.
 *
 * Warnings: `invalid-time`, and those of the merges.
 */
export function advanceRestore(
  restore: RestoreSession,
  options: AdvanceRestoreOptions,
): NextRestoreStep<RestoreSessionStatus>;
export function advanceRestore(
  restore: RestoreBatch,
  options: AdvanceRestoreOptions,
): NextRestoreStep<RestoreBatchStatus>;
export function advanceRestore(restore: RestoreInvoker, options: AdvanceRestoreOptions): NextRestoreStep;
export function advanceRestore(restore: RestoreInvoker, options: AdvanceRestoreOptions): NextRestoreStep {
  const nothing = { ...unreadableRollUp<object>(restore), start: [], ended: false };
  return readOr<NextRestoreStep>(nothing, () => nextStep(restore, options));
}

function nextStep(restore: RestoreInvoker, options: AdvanceRestoreOptions): NextRestoreStep {
  const step = (
    patch: { readonly conditions?: ReadonlyArray<ConditionUpdate>; readonly sessionDeadline?: string },
    more: Partial<NextRestoreStep> = {},
  ): NextRestoreStep => {
    const merged = merge(restore, patch, options);
    return { start: [], ended: false, ...more, ...merged, warnings: [...merged.warnings, ...(more.warnings ?? [])] };
  };
  const { phase = 'Pending', conditions, sessionDeadline } = restore.status ?? {};
  if (isFinal(phase) || phase === 'Invalid') {
    return { status: restore.status ?? {}, changed: false, start: [], ended: false, warnings: [] };
  }

  const isLate = isTrue(conditions, 'DeadlineExceeded');
  const preHookFailed = isFalse(conditions, 'GlobalPreRestoreHookSucceeded');
  const unstarted = unstartedMembers(restore);
  const isDone = unstarted.length === 0 && outcomes(restore).every(isOver);
  if (!isLate && !preHookFailed && !isDone) {
    if (unstarted.length > 0) return startStep(restore, unstarted, step);
    if (sessionDeadline !== undefined) {
      const isPast = options.now.getTime() >= (readTime(sessionDeadline) ?? Number.POSITIVE_INFINITY);
      if (!isPast) return step({}, { lookAgain: sessionDeadline });
      return step({ conditions: [conditionTrue('DeadlineExceeded', deadlineMessage(restore, sessionDeadline))] });
    }
    const deadline = deadlineOf(restore);
    if (deadline !== undefined) return step({ sessionDeadline: deadline }, { lookAgain: deadline });
    const { timeOut = '' } = restore.spec ?? {};
    return step(
      {},
      timeOut === '' || parseGoDuration(timeOut) !== undefined
        ? {}
        : { warnings: [unreadableDuration('timeOut', timeOut)] },
    );
  }
  const hook = restore.kind === 'RestoreBatch' ? restore.spec?.hooks?.postRestore : undefined;
  if (hook !== undefined && statusOf(conditions, 'GlobalPostRestoreHookSucceeded') === undefined) {
    return step({}, { hook: 'after' });
  }
  const { metricsError } = options;
  const pushed =
    metricsError === undefined ? conditionTrue('MetricsPushed') : conditionFalse('MetricsPushed', metricsError);
  return step({ conditions: [pushed] }, { ended: true });
}

type Step = (patch: object, more?: Partial<NextRestoreStep>) => NextRestoreStep;

function merge(
  restore: RestoreInvoker,
  {
    conditions,
    sessionDeadline,
  }: { readonly conditions?: ReadonlyArray<ConditionUpdate>; readonly sessionDeadline?: string },
  options: RollUpOptions,
): RollUp<RestoreSessionStatus | RestoreBatchStatus> {
  if (restore.kind === 'RestoreBatch')
    return mergeRestoreBatchStatus(restore, { conditions, sessionDeadline }, options);
  const target = conditions === undefined ? undefined : { conditions };
  return mergeRestoreSessionStatus(restore, { target, sessionDeadline }, options);
}

function startStep(restore: RestoreInvoker, unstarted: ReadonlyArray<number>, step: Step): NextRestoreStep {
  const hook = restore.kind === 'RestoreBatch' ? restore.spec?.hooks?.preRestore : undefined;
  if (hook !== undefined && statusOf(restore.status?.conditions, 'GlobalPreRestoreHookSucceeded') === undefined) {
    return step({}, { hook: 'before' });
  }
  const isSequential = restore.kind === 'RestoreBatch' && restore.spec?.executionOrder === 'Sequential';
  if (!isSequential) return step({}, { start: unstarted });
  return step({}, { start: outcomes(restore).every(isOver) ? unstarted.slice(0, 1) : [] });
}

function unstartedMembers(restore: RestoreSession | RestoreBatch): ReadonlyArray<number> {
  if (restore.kind === 'RestoreSession') return restore.status?.totalHosts === undefined ? [0] : [];
  const started = restore.status?.members ?? [];
  return targetsOf(restore).flatMap(({ spec, member }) =>
    started.some(({ ref }) => isSameTarget(ref, spec.target?.ref)) ? [] : [member],
  );
}

function outcomes(restore: RestoreSession | RestoreBatch): ReadonlyArray<string> {
  if (restore.kind === 'RestoreSession') return [restoreTargetPhase(restore.status ?? {})];
  return (restore.status?.members ?? []).map(outcomeOf);
}

function deadlineOf({ spec, metadata }: RestoreInvoker): string | undefined {
  const seconds = spec?.timeOut === undefined ? undefined : parseGoDuration(spec.timeOut);
  const created = readTime(metadata.creationTimestamp);
  return seconds === undefined || created === undefined
    ? undefined
    : formatTime(addSeconds(new Date(created), seconds));
}

function deadlineMessage({ spec }: RestoreInvoker, deadline: string): string {
  const seconds = spec?.timeOut === undefined ? undefined : parseGoDuration(spec.timeOut);
  return `Failed to complete restore within {${seconds === undefined ? deadline : formatGoDuration(seconds)}}.`;
}
