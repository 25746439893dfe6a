import type { ResourceReference, RetentionPolicy } from '@stash-functions/core/decode';
import { type Reading, readerOf } from './reading.ts';

/** `RETENTION_*`. A rule of 0 is no rule, and a flag is set only where it is true. */
export function retentionReadings(
  invoker: ResourceReference,
  policy: RetentionPolicy | undefined,
): ReadonlyArray<Reading> {
  if (policy === undefined) return [];
  const at = readerOf(invoker, ['spec', 'retentionPolicy']);
  const { keepTags = [] } = policy;
  return [
    at('RETENTION_KEEP_LAST', count(policy.keepLast), ['keepLast']),
    at('RETENTION_KEEP_HOURLY', count(policy.keepHourly), ['keepHourly']),
    at('RETENTION_KEEP_DAILY', count(policy.keepDaily), ['keepDaily']),
    at('RETENTION_KEEP_WEEKLY', count(policy.keepWeekly), ['keepWeekly']),
    at('RETENTION_KEEP_MONTHLY', count(policy.keepMonthly), ['keepMonthly']),
    at('RETENTION_KEEP_YEARLY', count(policy.keepYearly), ['keepYearly']),
    at('RETENTION_KEEP_TAGS', keepTags.length === 0 ? undefined : keepTags.join(','), ['keepTags']),
    at('RETENTION_PRUNE', policy.prune ? 'true' : undefined, ['prune']),
    at('RETENTION_DRY_RUN', policy.dryRun === true ? 'true' : undefined, ['dryRun']),
  ];
}

function count(snapshots: number | undefined): string | undefined {
  return snapshots === undefined || snapshots <= 0 ? undefined : String(snapshots);
}
