import type {
  HostRestoreStats,
  Problem,
  RestoreBatch,
  RestoreBatchStatus,
  RestoreMemberStatus,
  RestoreSession,
  RestoreSessionStatus,
  TargetRef,
} from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';
import { present } from '../present.ts';
import { type ConditionUpdate, mergeConditions } from './condition.ts';
import { mergeHosts, surplusWarnings } from './merge-backup.ts';
import {
  creationWarnings,
  type RollUp,
  type RollUpOptions,
  rollUp,
  sessionDuration,
  unreadableRollUp,
} from './roll-up.ts';
import { isFinal, restoreBatchPhase, restoreSessionPhase } from './session-phase.ts';
import type { SessionProblemCode } from './session-problem-code.ts';
import { isSameTarget, targetRefsOf } from './target.ts';
import { isOver, restoreTargetPhase, type TargetOutcome } from './target-phase.ts';
import { formatTime } from './time.ts';

/** News about the target of a restore. */
export interface RestoreTargetPatch {
  /** The number of its hosts, which replaces the one before. */
  readonly totalHosts?: number | undefined;
  /** Hosts. Each replaces the whole entry of its name. */
  readonly stats?: ReadonlyArray<HostRestoreStats> | undefined;
  /** Observations of the target. For a RestoreSession they hold those of the whole restore too. */
  readonly conditions?: ReadonlyArray<ConditionUpdate> | undefined;
}

/** News about a RestoreSession, whose status is that of its one target. */
export interface RestoreSessionPatch {
  /** News about its target. */
  readonly target?: RestoreTargetPatch | undefined;
  /** The deadline of the restore, in RFC 3339. The first one that is set stays. */
  readonly sessionDeadline?: string | undefined;
}

/** News about a RestoreBatch. */
export interface RestoreBatchPatch {
  /** Observations of the batch as a whole. */
  readonly conditions?: ReadonlyArray<ConditionUpdate> | undefined;
  /** News about some members. */
  readonly members?: ReadonlyArray<RestoreTargetPatch & { readonly ref: TargetRef }> | undefined;
  /** The deadline of the restore, in RFC 3339. The first one that is set stays. */
  readonly sessionDeadline?: string | undefined;
}

/**
 * The status of a RestoreSession with news merged in, by the rules of `mergeBackupStatus`. Without a target, only the
 * deadline changes.
 *
 * Total and pure. Warnings: `more-hosts-than-total`, `creation-in-future`, `invalid-time`.
 */
export function mergeRestoreSessionStatus(
  restore: RestoreSession,
  patch: RestoreSessionPatch,
  options: RollUpOptions,
): RollUp<RestoreSessionStatus> {
  return readOr(unreadableRollUp(restore), () => {
    const before = restore.status ?? {};
    const sessionDeadline = before.sessionDeadline ?? patch.sessionDeadline;
    if (patch.target === undefined) return rollUp(restore.status, present({ ...before, sessionDeadline }), []);
    const merged = mergeState(before, patch.target, formatTime(options.now));
    const phase = restoreSessionPhase(merged.conditions, restoreTargetPhase(merged));
    const duration = durationOf(restore, phase, options);
    const surplus = surplusWarnings({ ...merged, ref: restore.spec?.target?.ref });
    const status = present({ ...before, ...merged, phase, sessionDeadline, sessionDuration: duration.text });
    return rollUp(restore.status, status, [...surplus, ...duration.warnings]);
  });
}

/**
 * The status of a RestoreBatch with news merged in, by the rules of `mergeBackupStatus`. It is over when every target
 * of its spec is. A member with an unknown outcome is written as failed, because the API knows no such phase there. It
 * makes the batch unknown.
 *
 * Total and pure. Warnings: `more-hosts-than-total`, `creation-in-future`, `invalid-time`.
 */
export function mergeRestoreBatchStatus(
  batch: RestoreBatch,
  patch: RestoreBatchPatch,
  options: RollUpOptions,
): RollUp<RestoreBatchStatus> {
  return readOr(unreadableRollUp(batch), () => {
    const before = batch.status ?? {};
    const now = formatTime(options.now);
    const warnings: Array<Problem<SessionProblemCode>> = [];
    let members = before.members;
    for (const { ref, ...member } of patch.members ?? []) {
      const found = (members ?? []).findIndex((entry) => isSameTarget(entry.ref, ref));
      const existing: RestoreMemberStatus = members?.[found] ?? { ref };
      const merged = present({ ...existing, ...mergeState(existing, member, now) });
      warnings.push(...surplusWarnings(merged));
      const outcome = restoreTargetPhase(merged);
      const entry: RestoreMemberStatus = { ...merged, phase: outcome === 'Unknown' ? 'Failed' : outcome };
      members = found < 0 ? [...(members ?? []), entry] : (members ?? []).with(found, entry);
    }
    const conditions =
      patch.conditions === undefined ? before.conditions : mergeConditions(before.conditions, patch.conditions, now);
    const outcomes = (members ?? []).map(outcomeOf);
    const complete = targetRefsOf(batch).every((target) => {
      const index = (members ?? []).findIndex(({ ref }) => isSameTarget(ref, target));
      return isOver(outcomes[index]);
    });
    const phase = restoreBatchPhase(conditions, outcomes, complete);
    const duration = durationOf(batch, phase, options);
    const status = present({
      ...before,
      phase,
      members,
      conditions,
      sessionDeadline: before.sessionDeadline ?? patch.sessionDeadline,
      sessionDuration: duration.text,
    });
    return rollUp(batch.status, status, [...warnings, ...duration.warnings]);
  });
}

/** The outcome of a member: mostly its phase. The phase cannot say that a host did not know its outcome. */
export function outcomeOf(member: RestoreMemberStatus): TargetOutcome {
  const { phase = 'Pending' } = member;
  return phase === 'Failed' && restoreTargetPhase(member) === 'Unknown' ? 'Unknown' : phase;
}

function mergeState(
  before: RestoreSessionStatus | RestoreMemberStatus,
  { totalHosts, stats = [], conditions = [] }: RestoreTargetPatch,
  now: string,
): Pick<RestoreSessionStatus, 'totalHosts' | 'stats' | 'conditions'> {
  return present({
    totalHosts: totalHosts ?? before.totalHosts,
    stats: stats.length === 0 ? before.stats : mergeHosts(before.stats, stats),
    conditions: conditions.length === 0 ? before.conditions : mergeConditions(before.conditions, conditions, now),
  });
}

function durationOf(
  restore: RestoreSession | RestoreBatch,
  phase: string,
  { now }: RollUpOptions,
): {
  readonly text: string | undefined;
  readonly warnings: ReadonlyArray<Problem<'creation-in-future' | 'invalid-time'>>;
} {
  const text = restore.status?.sessionDuration;
  if (text !== undefined || !isFinal(phase)) return { text, warnings: [] };
  const created = restore.metadata.creationTimestamp;
  return { text: sessionDuration(created, now), warnings: creationWarnings(created, now) };
}
