import type { LeaseRecord } from './lease-record.ts';

/** A Lease as it was seen, and when. */
export interface SeenLease {
  readonly record: LeaseRecord;
  /** The own time when this version was seen first: from then on its duration counts, whatever the holder's clock says. */
  readonly since: number;
  /** The own time of the look before, which did not show it yet. */
  readonly notBefore: number | undefined;
}

/** How far two clocks may differ unsaid: a renewal is on its way for a while. */
const tolerated = 2000;

/**
 * By how many milliseconds, at least, the clock of a holder is ahead of the own one, or behind it where negative; 0 where no
 * difference shows. A renewal was made between two looks, so its time has to lie between them, if the clocks agree.
 */
export function clockSkew({ record, since, notBefore }: SeenLease): number {
  const { renewedAt } = record;
  if (renewedAt === undefined) return 0;
  if (renewedAt > since + tolerated) return renewedAt - since;
  if (notBefore !== undefined && renewedAt < notBefore - tolerated) return renewedAt - notBefore;
  return 0;
}
