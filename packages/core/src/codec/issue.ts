/** Where a codec is in its input: the innermost key, and the way to it. Undefined at the root. */
export type Place = { readonly parent: Place; readonly key: string | number } | undefined;

/**
 * What a codec found wrong: a Problem without its resource. A codec of one's own may report codes of one's own.
 */
export interface Issue {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly hint?: string;
  readonly path: ReadonlyArray<string | number>;
}

/** What a codec says of one value; where it is and how much it matters is added by {@link Report}. */
export interface Finding {
  /** Kebab-case. */
  readonly code: string;
  /** One sentence that names the offending value, without a full stop. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** Collects what is wrong with one input. */
export interface Report {
  /** Whether fields that a struct does not have are dropped with a warning. */
  readonly lenient: boolean;
  readonly issues: Array<Issue>;
  /** How many of the issues are errors. */
  errors: number;
  /** How many guesses at misspelt names are left: each takes time in the number of candidates. */
  guesses: number;
}

/** An empty report. */
export function newReport(lenient: boolean): Report {
  return { lenient, issues: [], errors: 0, guesses: 100 };
}

/** How many issues are collected before a codec stops reading: more would help nobody, and hostile input can have millions. */
const mostIssues = 1000;

/** Whether reading on is of use. */
export function isFull(report: Report): boolean {
  return report.issues.length > mostIssues;
}

/** Adds an error, or a note that there are more. */
export function fail(report: Report, place: Place, finding: Finding): void {
  add(report, place, finding, 'error');
}

/** Adds a warning. */
export function warn(report: Report, place: Place, finding: Finding): void {
  add(report, place, finding, 'warning');
}

function add(report: Report, place: Place, finding: Finding, severity: 'error' | 'warning'): void {
  const { issues } = report;
  if (issues.length > mostIssues) return;
  if (severity === 'error') report.errors++;
  if (issues.length < mostIssues) {
    const { code, message, hint } = finding;
    const path = pathOf(place);
    issues.push(hint === undefined ? { code, severity, message, path } : { code, severity, message, hint, path });
  } else {
    report.errors++;
    issues.push({
      code: 'too-many-problems',
      severity: 'error',
      message: `there are more than ${mostIssues} problems, of which these are the first`,
      path: [],
    });
  }
}

/** A place as a path from the root. */
export function pathOf(place: Place): ReadonlyArray<string | number> {
  const path: Array<string | number> = [];
  for (let at = place; at !== undefined; at = at.parent) path.push(at.key);
  return path.reverse();
}
