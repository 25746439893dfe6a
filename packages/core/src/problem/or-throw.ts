import { type Either, isLeft } from 'fp-ts/lib/Either.js';
import { formatProblems } from './format-problems.ts';
import type { Problems } from './problem.ts';

/**
 * The value of a Right; a Left is thrown as a {@link ProblemsError}. The one function of this SDK that throws for bad
 * input, for scripts and tests that have nothing else to do than to stop.
 *
 * @throws ProblemsError with every Problem of the Left
 */
export function orThrow<A>(result: Either<Problems, A>): A {
  if (isLeft(result)) throw new ProblemsError(result.left);
  return result.right;
}

/** What {@link orThrow} throws: its message is what `formatProblems` prints, without colour. */
export class ProblemsError extends Error {
  override readonly name = 'ProblemsError';
  /** Every Problem, in the order in which they were found. */
  readonly problems: Problems;

  constructor(problems: Problems) {
    super(formatProblems(problems));
    this.problems = problems;
  }
}
