import { array } from '../codec/array.ts';
import { int64 } from '../codec/integer.ts';
import { boolean, string } from '../codec/primitive.ts';
import { type Struct, struct } from '../codec/struct.ts';

/**
 * The rules by which a backup keeps snapshots: a snapshot stays if any rule keeps it. See the `forget` command of
 * restic.
 */
export interface RetentionPolicy {
  /** A name for people; nothing refers to it. */
  readonly name: string;
  /** The number of latest snapshots that stay, int64; 0 or absent for no such rule, here and in the next five. */
  readonly keepLast?: number;
  /** The number of latest hours with snapshots, int64; the last snapshot of each stays. */
  readonly keepHourly?: number;
  /** The number of latest days with snapshots, int64; the last snapshot of each stays. */
  readonly keepDaily?: number;
  /** The number of latest weeks with snapshots, int64; the last snapshot of each stays. */
  readonly keepWeekly?: number;
  /** The number of latest months with snapshots, int64; the last snapshot of each stays. */
  readonly keepMonthly?: number;
  /** The number of latest years with snapshots, int64; the last snapshot of each stays. */
  readonly keepYearly?: number;
  /** Snapshots that have all of these tags stay. */
  readonly keepTags?: ReadonlyArray<string>;
  /** True to delete the data of removed snapshots from the backend at once. */
  readonly prune: boolean;
  /** True to show what would be removed, and remove nothing. Default false. */
  readonly dryRun?: boolean;
}

/** The codec of {@link RetentionPolicy:type}. */
export const RetentionPolicy: Struct<RetentionPolicy> = struct(
  'RetentionPolicy',
  {
    name: string,
    prune: boolean,
  },
  {
    keepLast: int64,
    keepHourly: int64,
    keepDaily: int64,
    keepWeekly: int64,
    keepMonthly: int64,
    keepYearly: int64,
    keepTags: array(string),
    dryRun: boolean,
  },
);
