import { type Either, isRight, left, right } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { checkOptions, type RulesFor } from '../input/check-options.ts';
import type { DecodeProblemCode } from '../problem/core-problem-code.ts';
import { type Checked, isError, isNonEmpty, toEither } from '../problem/gather.ts';
import type { Problem, Problems, ResourceReference } from '../problem/problem.ts';
import { readWith } from './codec.ts';
import type { Written } from './in-text.ts';
import type { CodecProblemCode } from './problem-code.ts';
import { fail, newReport, type Report } from './report.ts';

/** How strictly input is decoded. */
export interface DecodeOptions {
  /**
   * True drops fields that a kind does not have, with a warning, as an API server does without strict field validation.
   * Default false: each is a Problem.
   */
  readonly lenient?: boolean | undefined;
  /** Called with each warning, also where the input is refused. */
  readonly onWarning?: ((warning: Problem<DecodeProblemCode>) => void) | undefined;
  /** The text that the input was read from: it gives Problems their place and their fix. `loadManifests` sets it. */
  readonly written?: Written | undefined;
}

/**
 * Decodes with any io-ts codec and reports everything wrong at once as Problems.
 *
 * Never throws and never hangs, whatever the input is: a getter or a proxy that throws is the Problem
 * `unreadable-input`. After a thousand Problems the last one is `too-many-problems`.
 *
 * @param resource - what the Problems are about
 */
export function decodeWith<A>(
  codec: t.Type<A>,
  input: unknown,
  options: DecodeOptions = {},
  resource?: ResourceReference,
): Either<Problems<CodecProblemCode>, A> {
  return withOptions(options, () =>
    tellWarnings(toEither(checkWith(codec, input, options, resource)), options.onWarning),
  );
}

/** Runs a decoder with its options; Left of `option-invalid` where they are none. */
export function withOptions<Code extends string, A>(
  options: DecodeOptions,
  decode: () => Either<Problems<Code>, A>,
): Either<Problems<Code | 'option-invalid'>, A> {
  const wrong = checkOptions(options, decodeRules);
  return isNonEmpty(wrong) ? left(wrong) : decode();
}

const decodeRules: RulesFor<DecodeOptions> = { lenient: 'boolean', onWarning: 'function', written: 'object' };

/** Does the same as {@link decodeWith}, and gives the warnings among the Problems. */
export function checkWith<A>(
  codec: t.Type<A>,
  input: unknown,
  { lenient, written }: Omit<DecodeOptions, 'onWarning'>,
  resource?: ResourceReference,
): Checked<A, CodecProblemCode> {
  const report = newReport(lenient === true, resource, written);
  const value = readSafely(codec, input, report);
  return { value, problems: report.problems };
}

/** Gives a result without its warnings, and calls `onWarning` with each of them, also where the input is refused. */
export function tellWarnings<A, Code extends string>(
  result: Either<Problems<Code>, Checked<A, Code>>,
  onWarning: ((warning: Problem<Code>) => void) | undefined,
): Either<Problems<Code>, A> {
  if (isRight(result)) {
    if (onWarning !== undefined) for (const warning of result.right.problems) onWarning(warning);
    return right(result.right.value);
  }
  // This is nearly always so, and needs no copy.
  if (result.left.every(isError)) return result;
  if (onWarning !== undefined) for (const problem of result.left) if (!isError(problem)) onWarning(problem);
  const [first, ...rest] = result.left.filter(isError);
  return left(first === undefined ? result.left : [first, ...rest]);
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

/** The message of whatever was thrown. Even that may be a getter that throws. */
function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.message).slice(0, 200) : 'it throws';
  } catch {
    return 'it throws';
  }
}
