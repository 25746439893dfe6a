import type { ResourceReference, RetentionPolicy } from '@stash-functions/core/decode';
import { fieldsOf, joined, type Read } from '../variable-row.ts';

/** The retention policy of an invoker. */
export interface RetentionSource {
  readonly invoker: ResourceReference;
  readonly policy: RetentionPolicy | undefined;
}

/** Variables of the retention policy. A rule of 0 is no rule, and a flag is set only if it is true. */
export const retentionVariables = {
  RETENTION_KEEP_LAST: {
    meaning: 'Number of latest snapshots to keep',
    source: 'retentionPolicy.keepLast',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is more than 0',
    example: '5',
    read: (source: RetentionSource): Read => count(source, 'keepLast'),
  },
  RETENTION_KEEP_HOURLY: {
    meaning: 'Number of hourly snapshots to keep',
    source: 'retentionPolicy.keepHourly',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is more than 0',
    example: '24',
    read: (source: RetentionSource): Read => count(source, 'keepHourly'),
  },
  RETENTION_KEEP_DAILY: {
    meaning: 'Number of daily snapshots to keep',
    source: 'retentionPolicy.keepDaily',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is more than 0',
    example: '7',
    read: (source: RetentionSource): Read => count(source, 'keepDaily'),
  },
  RETENTION_KEEP_WEEKLY: {
    meaning: 'Number of weekly snapshots to keep',
    source: 'retentionPolicy.keepWeekly',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is more than 0',
    example: '4',
    read: (source: RetentionSource): Read => count(source, 'keepWeekly'),
  },
  RETENTION_KEEP_MONTHLY: {
    meaning: 'Number of monthly snapshots to keep',
    source: 'retentionPolicy.keepMonthly',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is more than 0',
    example: '12',
    read: (source: RetentionSource): Read => count(source, 'keepMonthly'),
  },
  RETENTION_KEEP_YEARLY: {
    meaning: 'Number of yearly snapshots to keep',
    source: 'retentionPolicy.keepYearly',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is more than 0',
    example: '10',
    read: (source: RetentionSource): Read => count(source, 'keepYearly'),
  },
  RETENTION_KEEP_TAGS: {
    meaning: 'Tags whose snapshots are kept, joined with a comma',
    source: 'retentionPolicy.keepTags',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'the policy has any',
    example: 'release,audit',
    read: (source: RetentionSource): Read => inPolicy(source, joined(source.policy?.keepTags, ','), 'keepTags'),
  },
  RETENTION_PRUNE: {
    meaning: 'Flag: data that no snapshot needs is removed from the backend',
    source: 'retentionPolicy.prune',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is true',
    example: 'true',
    read: (source: RetentionSource): Read => flag(source, 'prune'),
  },
  RETENTION_DRY_RUN: {
    meaning: 'Flag: clean-up only shows what it would remove',
    source: 'retentionPolicy.dryRun',
    setIn: ['backup'],
    alwaysIn: [],
    when: 'it is true',
    example: 'true',
    read: (source: RetentionSource): Read => flag(source, 'dryRun'),
  },
} as const;

type Count = 'keepLast' | 'keepHourly' | 'keepDaily' | 'keepWeekly' | 'keepMonthly' | 'keepYearly';

function count(source: RetentionSource, field: Count): Read {
  const snapshots = source.policy?.[field] ?? 0;
  return inPolicy(source, snapshots > 0 ? String(snapshots) : undefined, field);
}

function flag(source: RetentionSource, field: 'prune' | 'dryRun'): Read {
  return inPolicy(source, source.policy?.[field] === true ? 'true' : undefined, field);
}

function inPolicy({ invoker }: RetentionSource, value: string | undefined, field: keyof RetentionPolicy): Read {
  return fieldsOf(invoker, ['spec', 'retentionPolicy'])(value, field);
}
