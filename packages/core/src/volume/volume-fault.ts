import type { Severity } from '../problem/problem.ts';

/** What can be wrong with the source of a volume. */
export type VolumeFaultCode =
  | 'conflicting-fields'
  | 'deprecated-volume'
  | 'fractional-bytes'
  | 'invalid-format'
  | 'invalid-name'
  | 'invalid-path'
  | 'invalid-quantity'
  | 'missing-field'
  | 'out-of-range'
  | 'unsupported-value';

/** Something wrong with the source of a volume, for whoever reports it in its own way. */
export interface VolumeFault {
  /** The code under which it is reported. */
  readonly code: VolumeFaultCode;
  /** `error` where an API server refuses the pod, `warning` where the pod cannot start or the server warns. */
  readonly severity: Severity;
  /** From the volume: `['iscsi', 'lun']`. */
  readonly path: ReadonlyArray<string | number>;
  /** One sentence with the value. */
  readonly message: string;
  /** How to mend it. */
  readonly hint?: string | undefined;
  /** The value at the path, where there is one: a template in it is not yet what an API server will see. */
  readonly value?: unknown;
}
