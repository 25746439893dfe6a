import { noProblems, type Problem, type Problems, type Severity } from '@stash-functions/core/decode';
import type { Path } from '../origin/origins.ts';
import type { AdapterProblemCode } from './adapter-problem-code.ts';
import { type Place, pathTo } from './place.ts';

export type { FieldSource, Path } from '../origin/origins.ts';

/** A {@link Problem} that the adapter reports. */
export type AdapterProblem = Problem<AdapterProblemCode>;

/** The reason why there is no result: at least one {@link AdapterProblem}. */
export type AdapterProblems = Problems<AdapterProblemCode>;

/** Called with each warning of a result that is not refused. */
export type OnWarning = (warning: AdapterProblem) => void;

/** The fault of a field of a new object, whichever resource the field comes from. */
export interface Finding {
  readonly code: AdapterProblemCode;
  readonly severity: Severity;
  /** The path from the root of the object, or of the part that was checked. */
  readonly path: Path;
  readonly message: string;
  readonly hint?: string;
  /** Another field of the object. Its origin is put at the end of the message. */
  readonly about?: Path;
}

/** Takes a finding of a check: its code, the field of the object, a message and a hint. */
export type Report = (code: AdapterProblemCode, place: Place, message: string, hint?: string) => void;

/** The collector that a check reports to. */
export interface Findings {
  readonly error: Report;
  readonly warning: Report;
}

/** A part of an object, the findings in it, and the Problems of its sources. */
export interface Made<A> {
  readonly value: A;
  /** The findings; their paths begin at the value. */
  readonly findings: ReadonlyArray<Finding>;
  readonly problems: ReadonlyArray<AdapterProblem>;
}

/** The findings of a check. */
export function collect(check: (findings: Findings) => void): ReadonlyArray<Finding> {
  let found: Array<Finding> | undefined;
  const report =
    (severity: Severity): Report =>
    (code, place, message, hint) => {
      const path = pathTo(place);
      found ??= [];
      found.push(hint === undefined ? { code, severity, path, message } : { code, severity, path, message, hint });
    };
  check({ error: report('error'), warning: report('warning') });
  return found ?? noFindings;
}

/** A part without findings. */
export function made<A>(
  value: A,
  findings: ReadonlyArray<Finding> = noFindings,
  problems: ReadonlyArray<AdapterProblem> = noProblems,
): Made<A> {
  return { value, findings, problems };
}

/** The findings of a part, as findings of the object that holds the part at that path. */
export function findingsAt(at: Path, findings: ReadonlyArray<Finding>): ReadonlyArray<Finding> {
  if (findings.length === 0) return findings;
  return findings.map(({ path, about, ...finding }) => {
    const moved = { ...finding, path: [...at, ...path] };
    return about === undefined ? moved : { ...moved, about: [...at, ...about] };
  });
}

/** Several lists as one. It is the same list where nothing is added. */
export function joinFindings(first: ReadonlyArray<Finding>, second: ReadonlyArray<Finding>): ReadonlyArray<Finding> {
  if (first.length === 0) return second;
  return second.length === 0 ? first : [...first, ...second];
}

/** Nothing was found: one list for all. */
export const noFindings: ReadonlyArray<Finding> = [];
