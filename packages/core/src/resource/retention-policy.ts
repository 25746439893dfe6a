import { array } from '../codec/array.ts';
import { int64 } from '../codec/integer.ts';
import { boolean, string } from '../codec/primitive.ts';
import { type Struct, struct } from '../codec/struct.ts';

/**
 * Which snapshots a backup keeps: a snapshot stays when any of the rules keeps it. See the `forget` command of restic.
 */
export interface RetentionPolicy {
  /** A name for people; nothing refers to it. */
  readonly name: string;
  /** How many of the latest snapshots stay, int64; 0 or absent for no such rule, here and in the next five. */
  readonly keepLast?: number;
  /** For how many of the latest hours that have snapshots the last one stays, int64. */
  readonly keepHourly?: number;
  /** For how many of the latest days that have snapshots the last one stays, int64. */
  readonly keepDaily?: number;
  /** For how many of the latest weeks that have snapshots the last one stays, int64. */
  readonly keepWeekly?: number;
  /** For how many of the latest months that have snapshots the last one stays, int64. */
  readonly keepMonthly?: number;
  /** For how many of the latest years that have snapshots the last one stays, int64. */
  readonly keepYearly?: number;
  /** Snapshots that have all of these tags stay. */
  readonly keepTags?: ReadonlyArray<string>;
  /** True to delete the data of removed snapshots from the backend at once. */
  readonly prune: boolean;
  /** True to tell what would be removed, and remove nothing. Default false. */
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
