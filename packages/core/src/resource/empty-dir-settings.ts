import { boolean, string } from '../codec/primitive.ts';
import { Quantity } from '../codec/quantity.ts';
import { type Struct, struct } from '../codec/struct.ts';

/** The temporary directory that every container of a Job shares, an `emptyDir` volume. */
export interface EmptyDirSettings {
  /** What it lives on: the node's default storage where it is empty or absent, `Memory` for a tmpfs. */
  readonly medium?: string;
  /** The most that it may hold. */
  readonly sizeLimit?: Quantity;
  /** Whether the backup tool is told to keep no cache there. */
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
