import { int32 } from '../codec/integer.ts';
import { string } from '../codec/primitive.ts';
import { type Struct, struct } from '../codec/struct.ts';

/** The reaction to a backup that failed. */
export interface RetryConfig {
  /** The number of further tries, int32; 1 where it is absent. */
  readonly maxRetry?: number;
  /** The time to wait before each try: a duration as Go writes it, `10m` or `1h30m`. */
  readonly delay?: string;
}

/** The codec of {@link RetryConfig:type}. */
export const RetryConfig: Struct<RetryConfig> = struct(
  'RetryConfig',
  {},
  {
    maxRetry: int32,
    delay: string,
  },
);
