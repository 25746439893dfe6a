import type { Severity } from '../problem/problem.ts';

/** The codes of faults in the source of a volume. */
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

/** A fault in the source of a volume. Each caller reports it in its own way. */
export interface VolumeFault {
  /** The code under which it is reported. */
  readonly code: VolumeFaultCode;
  /** `error` where an API server refuses the pod, `warning` where the pod cannot start or the server warns. */
  readonly severity: Severity;
  /** The path from the volume: `['iscsi', 'lun']`. */
  readonly path: ReadonlyArray<string | number>;
  /** One sentence that names the value. */
  readonly message: string;
  /** The cure. */
  readonly hint?: string | undefined;
  /** The value at the path, where there is one. A template in it is not yet the text that an API server will see. */
  readonly value?: unknown;
}
