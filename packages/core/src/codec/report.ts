import { isError } from '../problem/gather.ts';
import type { Problem, ResourceReference, Severity } from '../problem/problem.ts';
import { type InText, inText, type TextPlace, type Written } from './in-text.ts';
import type { CodecProblemCode } from './problem-code.ts';

/** The place of a codec in its input: the innermost key, and the place that holds it. Undefined at the root. */
export type Place = { readonly parent: Place; readonly key: string | number } | undefined;

/** One finding of a codec about one value. {@link Report} adds its place and its severity. */
export interface Finding {
  /** The kind of problem. */
  readonly code: CodecProblemCode;
  /** One sentence that names the offending value, without a full stop. */
  readonly message: string;
  /** The cure. */
  readonly hint?: string;
  /** True where it is about the name of a field and not about its value. */
  readonly atKey?: boolean;
  /** Better words and an edit, for where the text that the value was read from is known. */
  readonly inText?: (place: TextPlace) => InText | undefined;
}

/** Collects what is wrong with one input. */
export interface Report {
  /** True where fields that a struct does not have are dropped with a warning. */
  readonly lenient: boolean;
  /** The resource that the problems are about. */
  readonly resource: ResourceReference | undefined;
  /** The text that the input was read from, where there is one. */
  readonly written: Written | undefined;
  /** Errors and warnings, in the order in which they were found. */
  readonly problems: Array<Problem<CodecProblemCode>>;
  /** The number of errors among the problems. */
  errors: number;
  /** The number of guesses at misspelt names that are left. Each takes time in the number of candidates. */
  guesses: number;
}

/** An empty report. */
export function newReport(lenient: boolean, resource?: ResourceReference, written?: Written): Report {
  return { lenient, resource, written, problems: [], errors: 0, guesses: 100 };
}

/**
 * The most errors, and the most warnings, that are collected. More would help nobody, and hostile input can have
 * millions.
 */
const most = 1000;

/** True where there are errors enough, so that reading on is of no use. */
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

/** The Problems of several checks of one resource: as many errors as are of use, and all warnings. */
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

/** Fields are assigned, because a spread takes as long as all the rest of the work. */
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
