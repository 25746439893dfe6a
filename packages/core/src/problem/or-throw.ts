import { type Either, isLeft } from 'fp-ts/lib/Either.js';
import { formatProblems } from './format-problems.ts';
import type { Problems } from './problem.ts';

/**
 * Gives the value of a Right, and throws a Left as a {@link ProblemsError}. It is the only function of this SDK that
 * throws for bad input. Use it in scripts and tests that can only stop.
 *
 * @throws ProblemsError with every Problem of the Left
 */
export function orThrow<A>(result: Either<Problems, A>): A {
  if (isLeft(result)) throw new ProblemsError(result.left);
  return result.right;
}

/** The error that {@link orThrow} throws. Its message is the text of `formatProblems`, without colour. */
export class ProblemsError extends Error {
  override readonly name = 'ProblemsError';
  /** Every Problem, in the order in which they were found. */
  readonly problems: Problems;

  constructor(problems: Problems) {
    super(formatProblems(problems));
    this.problems = problems;
  }
}
