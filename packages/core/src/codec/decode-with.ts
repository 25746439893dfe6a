import { type Either, right } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { unlessProblems } from '../problem/gather.ts';
import type { Problem, Problems, ResourceReference } from '../problem/problem.ts';
import { readWith } from './codec.ts';
import type { Written } from './in-text.ts';
import { fail, newReport, type Report } from './report.ts';

/** How strictly input is decoded. */
export interface DecodeOptions {
  /**
   * Whether fields that a kind does not have are dropped with a warning, as an API server does without strict field
   * validation. Default false: each is a Problem.
   */
  readonly lenient?: boolean;
  /** Called with each warning, also where the input is refused. */
  readonly onWarning?: (warning: Problem) => void;
  /** The text that the input was read from, by which Problems have their place and their fix. `loadManifests` gives it. */
  readonly written?: Written | undefined;
}

/**
 * Decodes with any io-ts codec and reports everything wrong at once as Problems.
 *
 * Never throws and never hangs, whatever the input is: a getter or a proxy that throws is the Problem
 * `unreadable-input`. More than a thousand Problems end in `too-many-problems`.
 *
 * @param resource - what the Problems are about
 */
export function decodeWith<A>(
  codec: t.Type<A>,
  input: unknown,
  options: DecodeOptions = {},
  resource?: ResourceReference,
): Either<Problems, A> {
  const report = newReport(options.lenient === true, resource, options.written);
  const value = readSafely(codec, input, report);
  if (report.problems.length === 0) return right(value);
  const errors: Array<Problem> = [];
  for (const problem of report.problems) {
    if (problem.severity === 'error') errors.push(problem);
    else options.onWarning?.(problem);
  }
  return unlessProblems(errors, value);
}

function readSafely<A>(codec: t.Type<A>, input: unknown, report: Report): A {
  try {
    return readWith(codec, input, undefined, report);
  } catch (error) {
    const message = `the input cannot be read: ${messageOf(error)}`;
    fail(report, undefined, { code: 'unreadable-input', message });
    return input as A;
  }
}

/** Of whatever was thrown: even its message may be a getter that throws. */
function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.message).slice(0, 200) : 'it throws';
  } catch {
    return 'it throws';
  }
}
