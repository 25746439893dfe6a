import type { Condition } from '@stash-functions/core/decode';
import { present } from '../present.ts';

/** An observation before it has a time: whoever merges it into a status gives it the clock's. */
export interface ConditionUpdate {
  /** What is observed, in CamelCase. */
  readonly type: string;
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  /** Why, as one CamelCase word. */
  readonly reason?: string | undefined;
  /** Why, for people. */
  readonly message?: string | undefined;
  /** The generation of the resource that was observed. */
  readonly observedGeneration?: number | undefined;
}

/** What a condition says: `True`, `False`, another word, or nothing where it is not there. */
export function statusOf(conditions: ReadonlyArray<Condition> | undefined, type: string): string | undefined {
  return conditions?.find((condition) => condition.type === type)?.status;
}

/** Whether a condition is there and `True`. */
export function isTrue(conditions: ReadonlyArray<Condition> | undefined, type: string): boolean {
  return statusOf(conditions, type) === 'True';
}

/** Whether a condition is there and `False`; one that is missing or `Unknown` is not. */
export function isFalse(conditions: ReadonlyArray<Condition> | undefined, type: string): boolean {
  return statusOf(conditions, type) === 'False';
}

/**
 * The conditions with updates merged in by their type. One that is there with the same status, reason and message stays as
 * it is, its time too; any other is replaced in its place, or appended, with the time of now.
 *
 * @param now - RFC 3339
 */
export function mergeConditions(
  conditions: ReadonlyArray<Condition> | undefined,
  updates: ReadonlyArray<ConditionUpdate>,
  now: string,
): ReadonlyArray<Condition> {
  const merged = [...(conditions ?? [])];
  for (const { type, status, reason, message, observedGeneration } of updates) {
    const update = present({ type, status, reason, message, observedGeneration, lastTransitionTime: now });
    const index = merged.findIndex((condition) => condition.type === type);
    const existing = merged[index];
    if (existing === undefined) merged.push(update);
    else if (!saysTheSame(existing, update)) merged[index] = update;
  }
  return merged;
}

function saysTheSame(existing: Condition, update: Condition): boolean {
  return (
    existing.status === update.status &&
    (existing.reason ?? '') === (update.reason ?? '') &&
    (existing.message ?? '') === (update.message ?? '') &&
    (update.observedGeneration === undefined || existing.observedGeneration === update.observedGeneration)
  );
}
