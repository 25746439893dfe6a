import type { Problem, Problems } from '@stash-functions/core/decode';
import { type Either, left } from 'fp-ts/lib/Either.js';
import { clusterProblem } from '../cluster-problem-code.ts';

/**
 * Runs a call to a cluster, for callers whose compiler does not check its arguments. An argument without the shape of its
 * type is Left of `option-invalid`, and no rejected Promise.
 */
export async function asAsked<Code extends string, A>(
  run: () => Promise<Either<Problems<Code>, A>>,
): Promise<Either<Problems<Code | 'option-invalid'>, A>> {
  try {
    return await run();
  } catch (error) {
    return left([misshapen(error)]);
  }
}

/** The Problem of arguments that do not have the shapes of their types, by the error that they led to. */
export function misshapen(error: unknown): Problem<'option-invalid'> {
  const found = error instanceof Error ? error.message : 'it cannot be read';
  return clusterProblem('option-invalid', { message: `the input does not have the shape of its type: ${found}` });
}
