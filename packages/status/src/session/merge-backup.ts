import type {
  BackupSession,
  BackupSessionStatus,
  BackupTargetStatus,
  HostBackupStats,
  Problem,
  TargetRef,
} from '@stash-functions/core/decode';
import { present } from '../present.ts';
import { type ConditionUpdate, mergeConditions } from './condition.ts';
import { creationWarnings, type RollUp, type RollUpOptions, rollUp, sessionDuration } from './roll-up.ts';
import { backupSessionPhase, isFinal } from './session-phase.ts';
import { type SessionProblemCode, sessionProblem } from './session-problem-code.ts';
import { isSameTarget, nameTarget } from './target.ts';
import { backupTargetPhase } from './target-phase.ts';
import { formatTime } from './time.ts';

/** What is new about a BackupSession. Its phase and duration are told from the rest, and cannot be given. */
export interface BackupPatch {
  /** Observations of the session as a whole. */
  readonly conditions?: ReadonlyArray<ConditionUpdate> | undefined;
  /** What is new about some targets. */
  readonly targets?: ReadonlyArray<BackupTargetPatch> | undefined;
  /** When the session is too late, RFC 3339; the first one that is set stays. */
  readonly sessionDeadline?: string | undefined;
  /** Whether another session was made in its place; stays once it is set. */
  readonly retried?: boolean | undefined;
  /** When that is to happen, RFC 3339; the first one that is set stays. */
  readonly nextRetry?: string | undefined;
}

/** What is new about one target of a backup. */
export interface BackupTargetPatch {
  /** The target: an entry whose reference differs in any field is another one. */
  readonly ref: TargetRef;
  /** How many hosts it has; replaces the number before. */
  readonly totalHosts?: number | undefined;
  /** Hosts; each replaces the entry of its name as a whole. */
  readonly stats?: ReadonlyArray<HostBackupStats> | undefined;
  /** Actions, each of which is added once. */
  readonly preBackupActions?: ReadonlyArray<string> | undefined;
  /** Actions, each of which is added once. */
  readonly postBackupActions?: ReadonlyArray<string> | undefined;
  /** Observations of the target. */
  readonly conditions?: ReadonlyArray<ConditionUpdate> | undefined;
}

/**
 * The status of a BackupSession with what is new merged in: conditions by their type, targets by their reference, hosts by
 * their name. The phases of the targets that are named, and of the session, are told anew; the duration is set once, when
 * the session is over. Merging the same again changes nothing.
 *
 * A session that was skipped takes no targets: they would make it look as if it ran.
 *
 * Total and pure. Warnings: `session-skipped`, `more-hosts-than-total`, `creation-in-future`, `invalid-time`.
 */
export function mergeBackupStatus(
  session: BackupSession,
  patch: BackupPatch,
  options: RollUpOptions,
): RollUp<BackupSessionStatus> {
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
}

/** The entries with those of other names kept in their place, and each new one in the place of its namesake. */
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

/** `more-hosts-than-total`, where more hosts of a target have reported than it was said to have. */
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
