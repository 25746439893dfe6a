import { type LocateOptions, locate, type Problem, type Resource, referenceTo } from '@stash-functions/core/decode';
import type { LintCode } from './lint-code.ts';

/** What a rule says of one place. */
export interface Finding extends LocateOptions {
  readonly code: LintCode;
  readonly severity: Problem['severity'];
  readonly message: string;
  /** From the root of the resource. */
  readonly path: ReadonlyArray<string | number>;
  readonly hint: string;
}

/** A finding as a Problem, with its resource and, where that was loaded from a text, line and column. */
export function report(resource: Resource, finding: Finding): Problem<LintCode> {
  const { code, severity, message, path, hint, ...range } = finding;
  const source = locate(resource, path, range);
  return {
    code,
    severity,
    message,
    path,
    resource: referenceTo(resource),
    ...(source === undefined ? {} : { source }),
    hint,
  };
}
