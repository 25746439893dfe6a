import type { Condition } from '@stash-functions/core/decode';
import { readOr } from '@stash-functions/core/decode';
import { present } from '../present.ts';

/** A condition without a time. It gets the time of the clock when it is merged into a status. */
export interface ConditionUpdate {
  /** The type, in CamelCase. */
  readonly type: string;
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  /** The reason, as one CamelCase word. */
  readonly reason?: string | undefined;
  /** The reason for people. */
  readonly message?: string | undefined;
  /** The generation of the resource that was observed. */
  readonly observedGeneration?: number | undefined;
}

/** The status of a condition: `True`, `False` or another word; undefined where it is not there. */
export function statusOf(conditions: ReadonlyArray<Condition> | undefined, type: string): string | undefined {
  return conditions?.find((condition) => condition.type === type)?.status;
}

/** True for a condition that is there and `True`. */
export function isTrue(conditions: ReadonlyArray<Condition> | undefined, type: string): boolean {
  return statusOf(conditions, type) === 'True';
}

/** True for a condition that is there and `False`. A missing or `Unknown` one does not count. */
export function isFalse(conditions: ReadonlyArray<Condition> | undefined, type: string): boolean {
  return statusOf(conditions, type) === 'False';
}

/**
 * The conditions with updates merged in by type. A condition with the same status, reason and message stays unchanged,
 * with its time. Any other gets the time of now, and replaces the one of its type or goes to the end.
 *
 * @param now - RFC 3339
 */
export function mergeConditions(
  conditions: ReadonlyArray<Condition> | undefined,
  updates: ReadonlyArray<ConditionUpdate>,
  now: string,
): ReadonlyArray<Condition> {
  return readOr([], () => {
    const merged = [...(conditions ?? [])];
    for (const { type, status, reason, message, observedGeneration } of updates) {
      const update = present({ type, status, reason, message, observedGeneration, lastTransitionTime: now });
      const index = merged.findIndex((condition) => condition.type === type);
      const existing = merged[index];
      if (existing === undefined) merged.push(update);
      else if (!saysTheSame(existing, update)) merged[index] = update;
    }
    return merged;
  });
}

function saysTheSame(existing: Condition, update: Condition): boolean {
  return (
    existing.status === update.status &&
    (existing.reason ?? '') === (update.reason ?? '') &&
    (existing.message ?? '') === (update.message ?? '') &&
    (update.observedGeneration === undefined || existing.observedGeneration === update.observedGeneration)
  );
}
