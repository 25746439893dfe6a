import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { Problem } from './problem.ts';

/** The value, unless there are problems: then those. */
export function unlessProblems<P extends Problem, A>(
  problems: ReadonlyArray<P>,
  value: A,
): Either<ReadonlyNonEmptyArray<P>, A> {
  const [first, ...rest] = problems;
  return first === undefined ? right(value) : left([first, ...rest]);
}
