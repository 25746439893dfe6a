import { checkOptions, formatProblems, type OptionRules, ProblemsError } from '@stash-functions/core';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';

/**
 * The error of a test that uses this package wrongly, as a misspelt word or a value of another type. The test fails with
 * its message.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Runs a function for tests. An argument without the shape of its type gives a {@link UsageError} with the name of the
 * function, and no error of JavaScript itself. A ProblemsError stays as it is.
 */
export function asUsed<A>(name: string, run: () => A): A {
  try {
    return run();
  } catch (error) {
    if (error instanceof UsageError || error instanceof ProblemsError) throw error;
    const found = error instanceof Error ? error.message : 'it cannot be read';
    throw new UsageError(`${name} was given something without the shape of its type: ${found}`, { cause: error });
  }
}

/**
 * Checks the options of a function for tests that has no other way to refuse them.
 *
 * @throws UsageError with everything that is wrong
 */
export function expectOptions(
  name: string,
  given: unknown,
  rules: OptionRules,
  required: ReadonlyArray<string> = [],
): void {
  const wrong = checkOptions(given, rules, { required });
  if (isNonEmpty(wrong)) throw new UsageError(`${name} can not use its options:\n\n${formatProblems(wrong)}`);
}
