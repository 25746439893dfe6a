import { noProblems, type Problem, type Problems, type Severity } from '@stash-functions/core/decode';
import type { Path } from '../origin/origins.ts';
import type { AdapterProblemCode } from './adapter-problem-code.ts';

export type { FieldSource, Path } from '../origin/origins.ts';

/** A {@link Problem} that the adapter reports. */
export type AdapterProblem = Problem<AdapterProblemCode>;

/** Why there is no result: one {@link AdapterProblem} at least. */
export type AdapterProblems = Problems<AdapterProblemCode>;

/** Is called with each warning of a result that is not refused. */
export type OnWarning = (warning: AdapterProblem) => void;

/** What is wrong with a field of an object that was made, whichever resource the field comes from. */
export interface Finding {
  readonly code: AdapterProblemCode;
  readonly severity: Severity;
  /** From the root of the object, or of the part of it that was looked at. */
  readonly path: Path;
  readonly message: string;
  readonly hint?: string;
  /** Another field of the object: where it comes from stands at the end of the message. */
  readonly about?: Path;
}

/** Takes what a check finds: what it is, the field of the object, a message and a hint. */
export type Report = (code: AdapterProblemCode, path: Path, message: string, hint?: string) => void;

/** Where a check reports to. */
export interface Findings {
  readonly error: Report;
  readonly warning: Report;
}

/** A part of an object, what was found in it, and what is wrong with that which it was made of. */
export interface Made<A> {
  readonly value: A;
  /** Their paths begin at the value. */
  readonly findings: ReadonlyArray<Finding>;
  readonly problems: ReadonlyArray<AdapterProblem>;
}

/** What a check finds. */
export function collect(check: (findings: Findings) => void): ReadonlyArray<Finding> {
  let found: Array<Finding> | undefined;
  const report =
    (severity: Severity): Report =>
    (code, path, message, hint) => {
      found ??= [];
      found.push(hint === undefined ? { code, severity, path, message } : { code, severity, path, message, hint });
    };
  check({ error: report('error'), warning: report('warning') });
  return found ?? noFindings;
}

/** A part in which nothing was found. */
export function made<A>(
  value: A,
  findings: ReadonlyArray<Finding> = noFindings,
  problems: ReadonlyArray<AdapterProblem> = noProblems,
): Made<A> {
  return { value, findings, problems };
}

/** What was found in a part, as findings of the object that holds it at that path. */
export function findingsAt(at: Path, findings: ReadonlyArray<Finding>): ReadonlyArray<Finding> {
  if (findings.length === 0) return findings;
  return findings.map(({ path, about, ...finding }) => {
    const moved = { ...finding, path: [...at, ...path] };
    return about === undefined ? moved : { ...moved, about: [...at, ...about] };
  });
}

/** Several lists as one; the same list where there is nothing to add. */
export function joinFindings(...lists: ReadonlyArray<ReadonlyArray<Finding>>): ReadonlyArray<Finding> {
  const filled = lists.filter((list) => list.length > 0);
  return filled.length < 2 ? (filled[0] ?? noFindings) : filled.flat();
}

const noFindings: ReadonlyArray<Finding> = [];
