import { dateTime } from '../codec/date-time.ts';
import { int64 } from '../codec/integer.ts';
import { string } from '../codec/primitive.ts';
import { type Struct, struct } from '../codec/struct.ts';

/** One observation of the state of a resource. */
export interface Condition {
  /** The observation, in CamelCase: `BackupTargetFound`. */
  readonly type: string;
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  /** The generation of the resource that was observed, int64. */
  readonly observedGeneration?: number;
  /** The severity of a `False`; an error where it is absent. */
  readonly severity?: string;
  /** The time of the last change of status, RFC 3339. */
  readonly lastTransitionTime: string;
  /** The reason, as one CamelCase word. */
  readonly reason?: string;
  /** The reason, as a sentence for people. */
  readonly message?: string;
}

/** The codec of {@link Condition:type}. */
export const Condition: Struct<Condition> = struct(
  'Condition',
  {
    type: string,
    status: string,
    lastTransitionTime: dateTime,
  },
  {
    observedGeneration: int64,
    severity: string,
    reason: string,
    message: string,
  },
);
