import { isError } from '../problem/gather.ts';
import type { Problem, ResourceReference, Severity } from '../problem/problem.ts';
import { type InText, inText, type TextPlace, type Written } from './in-text.ts';
import type { CodecProblemCode } from './problem-code.ts';

/** Where a codec is in its input: the innermost key, and the way to it. Undefined at the root. */
export type Place = { readonly parent: Place; readonly key: string | number } | undefined;

/** What a codec says of one value; where it is and how much it matters is added by {@link Report}. */
export interface Finding {
  /** What kind of problem it is. */
  readonly code: CodecProblemCode;
  /** One sentence that names the offending value, without a full stop. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Whether it is about the name of a field and not about its value. */
  readonly atKey?: boolean;
  /** What can be said only where the text is known that the value was read from. */
  readonly inText?: (place: TextPlace) => InText | undefined;
}

/** Collects what is wrong with one input. */
export interface Report {
  /** Whether fields that a struct does not have are dropped with a warning. */
  readonly lenient: boolean;
  /** What the problems are about. */
  readonly resource: ResourceReference | undefined;
  /** The text that the input was read from, where there is one. */
  readonly written: Written | undefined;
  /** Errors and warnings, in the order in which they were found. */
  readonly problems: Array<Problem<CodecProblemCode>>;
  /** How many of the problems are errors. */
  errors: number;
  /** How many guesses at misspelt names are left: each takes time in the number of candidates. */
  guesses: number;
}

/** An empty report. */
export function newReport(lenient: boolean, resource?: ResourceReference, written?: Written): Report {
  return { lenient, resource, written, problems: [], errors: 0, guesses: 100 };
}

/**
 * How many errors are collected before a codec stops reading, and how many warnings: more would help nobody, and hostile
 * input can have millions.
 */
const most = 1000;

/** Whether reading on is of no use. */
export function isFull(report: Report): boolean {
  return report.errors > most;
}

/** Adds an error; after the last one, a note that there are more. */
export function fail(report: Report, place: Place, finding: Finding): void {
  const { problems, errors, resource } = report;
  if (errors > most) return;
  report.errors++;
  problems.push(errors < most ? placed(finding, 'error', place, report) : tooMany(resource));
}

/** What several checks of one resource have found, with as many of the errors as are of use, and with all warnings. */
export function firstOf<Code extends string>(
  problems: ReadonlyArray<Problem<Code>>,
  resource: ResourceReference,
): ReadonlyArray<Problem<Code | 'too-many-problems'>> {
  if (problems.length <= most + 1) return problems;
  const errors = problems.filter(isError);
  if (errors.length <= most + 1) return problems;
  return [...errors.slice(0, most), tooMany(resource), ...problems.filter((problem) => !isError(problem))];
}

/** Adds a warning. */
export function warn(report: Report, place: Place, finding: Finding): void {
  const { problems, errors } = report;
  if (problems.length - errors < most) problems.push(placed(finding, 'warning', place, report));
}

function placed(finding: Finding, severity: Severity, place: Place, report: Report): Problem<CodecProblemCode> {
  const problem = toProblem(finding, severity, pathOf(place), report.resource);
  return report.written === undefined ? problem : inText(problem, report.written, finding);
}

function tooMany(resource: ResourceReference | undefined): Problem<'too-many-problems'> {
  const message = `there are more than ${most} problems, of which these are the first`;
  return toProblem({ code: 'too-many-problems', message }, 'error', [], resource);
}

/** Assigned, because a spread takes as long as all else that is done for a problem. */
function toProblem<Code extends CodecProblemCode>(
  { code, message, hint }: Finding & { readonly code: Code },
  severity: Severity,
  path: Problem['path'],
  resource: ResourceReference | undefined,
): Problem<Code> {
  const problem: { -readonly [Field in keyof Problem<Code>]: Problem<Code>[Field] } = { code, severity, message, path };
  if (resource !== undefined) problem.resource = resource;
  if (hint !== undefined) problem.hint = hint;
  return problem;
}

/** A place as a path from the root. */
function pathOf(place: Place): Problem['path'] {
  const path: Array<string | number> = [];
  for (let at = place; at !== undefined; at = at.parent) path.push(at.key);
  return path.reverse();
}
