import {
  checkOptions,
  decodeResource,
  isError,
  type OptionRules,
  type Problems,
  problemsOf,
} from '@stash-functions/core/decode';
import { type Either, left } from 'fp-ts/lib/Either.js';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { adapterProblem } from './adapter-problem-code.ts';

/** The input of a public function, for callers whose compiler does not check it. */
export interface Given {
  /** The options, and the values that each may have. */
  readonly options: unknown;
  readonly rules: OptionRules;
  readonly required?: ReadonlyArray<string>;
  /** The resources. They are decoded where the function fails. */
  readonly resources: () => ReadonlyArray<unknown>;
}

/**
 * Makes a public function safe: it throws for no input. An unknown option, or a wrong value of one, gives
 * `option-invalid`. So does any input without the shape of its type. The message then has the Problems of decoding the
 * resources, or else the error itself.
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
    return left(explain(given, error));
  }
}

/** The reasons why a function failed: the faults of its resources, or else the error itself. */
function explain({ resources }: Given, error: unknown): Problems<'option-invalid'> {
  const faults = resourcesOf(resources).flatMap((resource) => problemsOf(decodeResource(resource)).filter(isError));
  const wrong = faults.map((problem) => ({ ...problem, code: 'option-invalid' as const }));
  if (isNonEmpty(wrong)) return wrong;
  const found = error instanceof Error ? error.message : String(error);
  return [
    adapterProblem('option-invalid', {
      message: `the input has not the shape that its type says: ${found}`,
      hint: 'give resources that were decoded, and what resolveFunction, resolveTask and the like gave',
    }),
  ];
}

function resourcesOf(resources: Given['resources']): ReadonlyArray<unknown> {
  try {
    return resources().filter((resource) => resource !== undefined);
  } catch {
    return [];
  }
}
