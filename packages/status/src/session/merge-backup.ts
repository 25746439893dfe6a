import type {
  BackupSession,
  BackupSessionStatus,
  BackupTargetStatus,
  HostBackupStats,
  Problem,
  TargetRef,
} from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';
import { present } from '../present.ts';
import { type ConditionUpdate, mergeConditions } from './condition.ts';
import {
  creationWarnings,
  type RollUp,
  type RollUpOptions,
  rollUp,
  sessionDuration,
  unreadableRollUp,
} from './roll-up.ts';
import { backupSessionPhase, isFinal } from './session-phase.ts';
import { type SessionProblemCode, sessionProblem } from './session-problem-code.ts';
import { isSameTarget, nameTarget } from './target.ts';
import { backupTargetPhase } from './target-phase.ts';
import { formatTime } from './time.ts';

/** News about a BackupSession. Its phase and duration follow from the rest, and cannot be given. */
export interface BackupPatch {
  /** Observations of the session as a whole. */
  readonly conditions?: ReadonlyArray<ConditionUpdate> | undefined;
  /** News about some targets. */
  readonly targets?: ReadonlyArray<BackupTargetPatch> | undefined;
  /** The deadline of the session, in RFC 3339. The first one that is set stays. */
  readonly sessionDeadline?: string | undefined;
  /** True where another session was made in its place. It stays once it is set. */
  readonly retried?: boolean | undefined;
  /** The time of the next retry, in RFC 3339. The first one that is set stays. */
  readonly nextRetry?: string | undefined;
}

/** News about one target of a backup. */
export interface BackupTargetPatch {
  /** The target. A reference that differs in any field is another target. */
  readonly ref: TargetRef;
  /** The number of its hosts, which replaces the one before. */
  readonly totalHosts?: number | undefined;
  /** Hosts. Each replaces the whole entry of its name. */
  readonly stats?: ReadonlyArray<HostBackupStats> | undefined;
  /** Actions, each of which is added once. */
  readonly preBackupActions?: ReadonlyArray<string> | undefined;
  /** Actions, each of which is added once. */
  readonly postBackupActions?: ReadonlyArray<string> | undefined;
  /** Observations of the target. */
  readonly conditions?: ReadonlyArray<ConditionUpdate> | undefined;
}

/**
 * The status of a BackupSession with news merged in: conditions by type, targets by reference, hosts by name. It works
 * out the phases of the named targets and of the session again. The duration is set once, when the session is over.
 * Merging the same news again changes nothing.
 *
 * A session that was skipped takes no targets, because it would look as if it had run.
 *
 * Total and pure. Warnings: `session-skipped`, `more-hosts-than-total`, `creation-in-future`, `invalid-time`.
 */
export function mergeBackupStatus(
  session: BackupSession,
  patch: BackupPatch,
  options: RollUpOptions,
): RollUp<BackupSessionStatus> {
  return readOr(unreadableRollUp(session), () => {
    const before = session.status ?? {};
    const now = formatTime(options.now);
    const warnings: Array<Problem<SessionProblemCode>> = [];
    const patches = before.phase === 'Skipped' ? [] : (patch.targets ?? []);
    if (patches.length < (patch.targets?.length ?? 0)) warnings.push(skippedWarning(session));

    let targets = before.targets;
    for (const target of patches) {
      const merged = mergeTarget(targets ?? [], target, now);
      warnings.push(...surplusWarnings(merged.target));
      targets = merged.targets;
    }
    const conditions =
      patch.conditions === undefined ? before.conditions : mergeConditions(before.conditions, patch.conditions, now);

    const phase = backupSessionPhase(present({ targets, conditions }));
    const created = session.metadata.creationTimestamp;
    const isOverNow = isFinal(phase) && before.sessionDuration === undefined;
    if (isOverNow) warnings.push(...creationWarnings(created, options.now));
    const status = present({
      ...before,
      phase,
      targets,
      conditions,
      sessionDuration: isOverNow ? sessionDuration(created, options.now) : before.sessionDuration,
      sessionDeadline: before.sessionDeadline ?? patch.sessionDeadline,
      retried: before.retried ?? patch.retried,
      nextRetry: before.nextRetry ?? patch.nextRetry,
    });
    return rollUp(session.status, status, warnings);
  });
}

/** The entries with new ones merged in: each replaces the one of its name, and the others keep their place. */
export function mergeHosts<Stats extends { readonly hostname?: string | undefined }>(
  stats: ReadonlyArray<Stats> | undefined,
  updates: ReadonlyArray<Stats>,
): ReadonlyArray<Stats> {
  const merged = [...(stats ?? [])];
  for (const update of updates) {
    const index = merged.findIndex(({ hostname = '' }) => hostname === (update.hostname ?? ''));
    if (index < 0) merged.push(update);
    else merged[index] = update;
  }
  return merged;
}

/** The warning `more-hosts-than-total`, where more hosts of a target have reported than it should have. */
export function surplusWarnings(target: {
  readonly ref?: TargetRef | undefined;
  readonly totalHosts?: number | undefined;
  readonly stats?: ReadonlyArray<unknown> | undefined;
}): ReadonlyArray<Problem<'more-hosts-than-total'>> {
  const { ref = {}, totalHosts, stats = [] } = target;
  if (totalHosts === undefined || stats.length <= totalHosts) return [];
  const message = `${stats.length} hosts of ${nameTarget(ref)} have reported, and it was said to have ${totalHosts}`;
  return [sessionProblem('more-hosts-than-total', { message, hint: 'the workload was scaled while it was backed up' })];
}

function mergeTarget(
  targets: ReadonlyArray<BackupTargetStatus>,
  patch: BackupTargetPatch,
  now: string,
): { readonly targets: ReadonlyArray<BackupTargetStatus>; readonly target: BackupTargetStatus } {
  const found = targets.findIndex(({ ref }) => isSameTarget(ref, patch.ref));
  const before: BackupTargetStatus = targets[found] ?? { ref: patch.ref };
  const merged = present({
    ...before,
    totalHosts: patch.totalHosts ?? before.totalHosts,
    stats: patch.stats === undefined || patch.stats.length === 0 ? before.stats : mergeHosts(before.stats, patch.stats),
    preBackupActions: union(before.preBackupActions, patch.preBackupActions),
    postBackupActions: union(before.postBackupActions, patch.postBackupActions),
    conditions:
      patch.conditions === undefined || patch.conditions.length === 0
        ? before.conditions
        : mergeConditions(before.conditions, patch.conditions, now),
  });
  const outcome = backupTargetPhase(merged);
  const target: BackupTargetStatus = { ...merged, phase: outcome === 'Unknown' ? 'Failed' : outcome };
  return { target, targets: found < 0 ? [...targets, target] : targets.with(found, target) };
}

function union(
  actions: ReadonlyArray<string> | undefined,
  more: ReadonlyArray<string> | undefined,
): ReadonlyArray<string> | undefined {
  return more === undefined || more.length === 0 ? actions : [...new Set([...(actions ?? []), ...more])];
}

function skippedWarning({ metadata: { namespace, name } }: BackupSession): Problem<'session-skipped'> {
  const message = 'the session was skipped, and takes no report of a target';
  const resource = present({ kind: 'BackupSession', namespace, name });
  return sessionProblem('session-skipped', { message, path: ['status', 'phase'], resource });
}
