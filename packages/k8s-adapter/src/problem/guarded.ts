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

/** What a function of the public surface was given, for callers whose compiler does not tell what is wrong with it. */
export interface Given {
  /** Its options, and what each may be. */
  readonly options: unknown;
  readonly rules: OptionRules;
  readonly required?: ReadonlyArray<string>;
  /** The resources that it works on: what is wrong in them is looked for where it could not. */
  readonly resources: () => ReadonlyArray<unknown>;
}

/**
 * The result of a function of the public surface, which throws for no input: `option-invalid` for an option that there is
 * none of, or that has none of its values. Where the input has not the shape that its type says, `option-invalid`
 * says what decoding its resources finds, or what it stumbled over where these are right.
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

/** Why a function could not do with its input: the faults of its resources, or what it stumbled over. */
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
