import {
  type LocateOptions,
  locate,
  type Problem,
  type Resource,
  referenceTo,
  type SourceSpan,
} from '@stash-functions/core/decode';
import type { LintCode } from './lint-code.ts';

/** What a rule says of one place. */
export interface Finding extends LocateOptions {
  readonly code: LintCode;
  readonly severity: Problem['severity'];
  readonly message: string;
  /** From the root of the resource. */
  readonly path: ReadonlyArray<string | number>;
  readonly hint: string;
  /** Whether a secret stands there, as it does for `plaintext-secret` anyway: it is shown as `*`. */
  readonly secret?: boolean;
}

/** A finding as a Problem, with its resource and, where that was loaded from a text, line and column. */
export function report(resource: Resource, finding: Finding): Problem<LintCode> {
  const { code, severity, message, path, hint, secret = code === 'plaintext-secret', ...range } = finding;
  const source = locate(resource, path, range);
  return {
    code,
    severity,
    message,
    path,
    resource: referenceTo(resource),
    ...(source === undefined ? {} : { source: secret ? withoutText(source) : source }),
    hint,
  };
}

/** A place whose own text is shown as `*`: what lint prints ends up in logs that others read. */
function withoutText(source: SourceSpan): SourceSpan {
  const { start, end, excerpt } = source;
  const lines = excerpt.lines.map((line, index) => {
    const number = excerpt.firstLine + index;
    if (number < start.line || number > end.line) return line;
    const from = number === start.line ? start.column - 1 : 0;
    const to = number === end.line ? end.column - 1 : line.length;
    return line.slice(0, from) + '*'.repeat(Math.max(0, to - from)) + line.slice(to);
  });
  return { ...source, excerpt: { ...excerpt, lines } };
}
