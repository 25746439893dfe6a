import type { Problem, ResourceReference, SourceSpan } from '@stash-functions/core/decode';
import { type StatusProblemCode, statusProblemCodes } from './status-problem-code.ts';

/** A problem of this package. */
export type StatusProblem<Code extends StatusProblemCode = StatusProblemCode> = Problem<Code>;

/** What is known of a problem besides its code. */
export interface ProblemDetails {
  readonly message: string;
  readonly path?: ReadonlyArray<string | number> | undefined;
  readonly resource?: ResourceReference | undefined;
  readonly source?: SourceSpan | undefined;
  readonly hint?: string | undefined;
}

/** A problem with the severity that its code has. */
export function statusProblem<Code extends StatusProblemCode>(code: Code, details: ProblemDetails): Problem<Code> {
  const { message, path = [], resource, source, hint } = details;
  return {
    code,
    severity: statusProblemCodes[code].severity,
    message,
    path,
    ...(resource === undefined ? {} : { resource }),
    ...(source === undefined ? {} : { source }),
    ...(hint === undefined ? {} : { hint }),
  };
}
