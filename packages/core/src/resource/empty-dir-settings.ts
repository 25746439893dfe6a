import { boolean, string } from '../codec/primitive.ts';
import { Quantity } from '../codec/quantity.ts';
import { type Struct, struct } from '../codec/struct.ts';

/** The temporary directory that every container of a Job shares, an `emptyDir` volume. */
export interface EmptyDirSettings {
  /** The storage: that of the node where it is empty or absent, `Memory` for a tmpfs. */
  readonly medium?: string;
  /** The most that it may hold. */
  readonly sizeLimit?: Quantity;
  /** True to have the backup tool keep no cache there. Default false. */
  readonly disableCaching?: boolean;
}

/** The codec of {@link EmptyDirSettings:type}. */
export const EmptyDirSettings: Struct<EmptyDirSettings> = struct(
  'EmptyDirSettings',
  {},
  {
    medium: string,
    sizeLimit: Quantity,
    disableCaching: boolean,
  },
);
