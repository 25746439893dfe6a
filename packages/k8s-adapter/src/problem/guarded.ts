import { checkOptions, type OptionRules, type Problems } from '@stash-functions/core/decode';
import { type Either, left } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { adapterProblem } from './adapter-problem-code.ts';

/** The input of a public function, for callers whose compiler does not check it. */
export interface Given {
  /** The options, and the values that each may have. */
  readonly options: unknown;
  readonly rules: OptionRules;
  readonly required?: ReadonlyArray<string>;
}

/**
 * Makes a public function safe: it throws for no input. An unknown option, or a wrong value of one, gives
 * `option-invalid`. So does any input without the shape of its type. The message then has the error itself.
 * Decoding the resources would tell more, but would load every codec into each program that plans.
 */
export function guarded<Code extends string, A>(
  given: Given,
  run: () => Either<Problems<Code>, A>,
): Either<Problems<Code | 'option-invalid'>, A> {
  const wrong = checkOptions(given.options, given.rules, { required: given.required ?? [] });
  if (isNonEmpty(wrong)) return left(wrong);
  try {
    return run();
  } catch (error) {
    return left([misshapen(error)]);
  }
}

function misshapen(error: unknown): Problems<'option-invalid'>[0] {
  const found = error instanceof Error ? error.message : String(error);
  return adapterProblem('option-invalid', {
    message: `the input does not have the shape of its type: ${found}`,
    hint: '`decodeResource` says what is wrong with a resource; give what it, resolveFunction, resolveTask and the like gave',
  });
}
