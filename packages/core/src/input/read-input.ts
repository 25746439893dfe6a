import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isNonEmpty, joinProblems, noProblems } from '../problem/gather.ts';
import type { Problem, Problems } from '../problem/problem.ts';
import { checkOptions, type OptionRules } from './check-options.ts';
import { type InputProblemCode, inputProblem } from './input-problem-code.ts';

/** The things that a function expects of one argument. */
export interface Expected {
  /** The words of a message for it: `the Task`. */
  readonly name: string;
  readonly value: unknown;
  /** The kinds that it may have, where it is a resource. */
  readonly kind?: ReadonlyArray<string>;
  /** The rules of its options, where these are a closed set. */
  readonly options?: OptionRules;
  /** True where the options may be a part of a larger object. */
  readonly isOpen?: boolean;
  /** True where it may be left out. */
  readonly isOptional?: boolean;
}

/**
 * Runs a function whose arguments are as it expects, and gives its result; otherwise Left with the faults of the
 * arguments. This helps callers whose compiler does not check them. A value deep inside that is wrong, or that throws
 * when it is read, is a Problem too.
 */
export function readInput<Code extends string, A>(
  expected: () => ReadonlyArray<Expected>,
  run: () => Either<Problems<Code>, A>,
): Either<Problems<Code | InputProblemCode>, A> {
  try {
    let found: ReadonlyArray<Problem<InputProblemCode>> = noProblems;
    for (const argument of expected()) found = joinProblems(found, faultsOf(argument));
    return isNonEmpty(found) ? left(found) : run();
  } catch {
    return left([
      inputProblem('input-invalid', {
        message: 'an argument does not match its type',
        hint: 'decode objects from elsewhere with `decodeResource` or `loadManifests` first',
      }),
    ]);
  }
}

/** {@link readInput} for a function whose result is Problems anyway. */
export function readProblems<Code extends string>(
  expected: () => ReadonlyArray<Expected>,
  run: () => ReadonlyArray<Problem<Code>>,
): ReadonlyArray<Problem<Code | InputProblemCode>> {
  const result = readInput<Code, ReadonlyArray<Problem<Code>>>(expected, () => right(run()));
  return isLeft(result) ? result.left : result.right;
}

function faultsOf({
  name,
  value,
  kind,
  options,
  isOpen,
  isOptional,
}: Expected): ReadonlyArray<Problem<InputProblemCode>> {
  if (value === undefined && isOptional === true) return noProblems;
  if (typeof value !== 'object' || value === null) {
    return [inputProblem('input-invalid', { message: `${name} must be an object, and is ${describe(value)}` })];
  }
  if (kind !== undefined && !hasKind(value, kind)) {
    return [inputProblem('input-invalid', { message: `${name} must be a ${kind.join(' or a ')} with a name` })];
  }
  return options === undefined ? noProblems : checkOptions(value, options, { isOpen });
}

function hasKind(value: object, kinds: ReadonlyArray<string>): boolean {
  if (!('kind' in value) || typeof value.kind !== 'string' || !kinds.includes(value.kind)) return false;
  const metadata: unknown = 'metadata' in value ? value.metadata : undefined;
  return typeof metadata === 'object' && metadata !== null && 'name' in metadata && typeof metadata.name === 'string';
}

function describe(value: unknown): string {
  return value === null ? 'null' : value === undefined ? 'not given' : `a ${typeof value}`;
}
