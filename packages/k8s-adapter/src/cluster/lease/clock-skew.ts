import type { LeaseRecord } from './lease-record.ts';

/** A Lease that was seen, and the time. */
export interface SeenLease {
  readonly record: LeaseRecord;
  /**
   * The time of this machine when it first saw this version. The duration counts from it, whatever the holder's clock
   * says.
   */
  readonly since: number;
  /** The time of the look before, which did not show this version yet. */
  readonly notBefore: number | undefined;
}

/** Milliseconds that two clocks may differ without a word, because a renewal takes some time to arrive. */
const tolerated = 2000;

/**
 * The milliseconds, at least, by which a holder's clock is ahead of this machine's. They are negative where it is
 * behind, and 0 where no difference shows. A renewal was made between two looks. So its time must lie between them if
 * the clocks agree.
 */
export function clockSkew({ record, since, notBefore }: SeenLease): number {
  const { renewedAt } = record;
  if (renewedAt === undefined) return 0;
  if (renewedAt > since + tolerated) return renewedAt - since;
  if (notBefore !== undefined && renewedAt < notBefore - tolerated) return renewedAt - notBefore;
  return 0;
}
