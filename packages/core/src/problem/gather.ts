import { type Either, isLeft, type Left, left, type Right, right } from 'fp-ts/lib/Either.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import { readOr } from '../input/read-or.ts';
import type { Problem, Problems } from './problem.ts';

/**
 * A value beside everything that was found while it was made: this is how warnings travel with it. It becomes a result
 * only when {@link toEither} has looked for errors.
 *
 * A check returns its Problems, and a maker returns a Checked. A caller of several puts their lists together. No
 * function writes into a list that it was handed.
 */
export interface Checked<A, Code extends string = string> {
  /** The value; of no use where one of the problems is an error. */
  readonly value: A;
  /** Errors, warnings and notes, in the order in which they were found. */
  readonly problems: ReadonlyArray<Problem<Code>>;
}

/** The list for "nothing is wrong". All checks share it, so that a check of right input makes no list. */
export const noProblems: ReadonlyArray<never> = [];

/** Puts a value together with the problems that were found while it was made. */
export function checked<A, Code extends string = never>(
  value: A,
  problems: ReadonlyArray<Problem<Code>> = noProblems,
): Checked<A, Code> {
  return { value, problems };
}

/** True for a Problem that refuses the input. */
export function isError(problem: Problem): boolean {
  return readOr(true, () => problem.severity === 'error');
}

/** Left with all Problems where one of them is an error. Otherwise Right with the value, its warnings and its notes. */
export function toEither<A, Code extends string>(made: Checked<A, Code>): Either<Problems<Code>, Checked<A, Code>> {
  const { problems } = made;
  return isNonEmpty(problems) && problems.some(isError) ? left(problems) : right(made);
}

/** Right with the value where there is no Problem of any severity. Otherwise Left with the Problems. */
export function unlessProblems<A, Code extends string>(
  problems: ReadonlyArray<Problem<Code>>,
  value: A,
): Either<Problems<Code>, A> {
  return isNonEmpty(problems) ? left(problems) : right(value);
}

/** The Problems of a result; none where it succeeded. */
export function problemsOf<Code extends string>(result: Either<Problems<Code>, unknown>): ReadonlyArray<Problem<Code>> {
  return readOr([], () => (isLeft(result) ? result.left : noProblems));
}

/** The codes that a result can have. */
export type CodesIn<Result> = Result extends Left<Problems<infer Code>> ? Code : never;

/** The value of a result that succeeded. */
export type ValueIn<Result> = Result extends Right<infer A> ? A : never;

/**
 * Puts several results together: Right with all their values, or Left with the Problems of all that failed, in the
 * order of the fields.
 *
 * ```ts
 * const both = allOf({ scope: backupScope(context), task: decodeTask(input) });
 * if (isLeft(both)) return both;
 * const { scope, task } = both.right;
 * ```
 */
export function allOf<const Results extends Readonly<Record<string, Either<Problems, unknown>>>>(
  results: Results,
): Either<Problems<CodesIn<Results[keyof Results]>>, { readonly [K in keyof Results]: ValueIn<Results[K]> }>;
export function allOf(
  results: Readonly<Record<string, Either<Problems, unknown>>>,
): Either<Problems, Readonly<Record<string, unknown>>> {
  const values: Record<string, unknown> = {};
  let problems: ReadonlyArray<Problem> = noProblems;
  for (const [key, result] of Object.entries(results)) {
    if (isLeft(result)) problems = joinProblems(problems, result.left);
    else values[key] = result.right;
  }
  return unlessProblems(problems, values);
}

/**
 * Puts the results of all items together: Right with the list of values, or Left with the Problems of all items that
 * failed.
 */
export function eachOf<A, B, Code extends string>(
  items: Iterable<A>,
  make: (item: A, index: number) => Either<Problems<Code>, B>,
): Either<Problems<Code>, ReadonlyArray<B>> {
  const values: Array<B> = [];
  let problems: ReadonlyArray<Problem<Code>> = noProblems;
  let index = 0;
  for (const item of items) {
    const result = make(item, index++);
    if (isLeft(result)) problems = joinProblems(problems, result.left);
    else values.push(result.right);
  }
  return unlessProblems(problems, values);
}

/** Puts the {@link Checked} of all items together: the list of values, with the Problems of all. */
export function checkEach<A, B, Code extends string>(
  items: Iterable<A>,
  make: (item: A, index: number) => Checked<B, Code>,
): Checked<ReadonlyArray<B>, Code> {
  const values: Array<B> = [];
  let problems: ReadonlyArray<Problem<Code>> = noProblems;
  let index = 0;
  for (const item of items) {
    const made = make(item, index++);
    values.push(made.value);
    problems = joinProblems(problems, made.problems);
  }
  return { value: values, problems };
}

/** Puts two lists together, without a copy where one of them is empty. */
export function joinProblems<A extends string, B extends string>(
  first: ReadonlyArray<Problem<A>>,
  second: ReadonlyArray<Problem<B>>,
): ReadonlyArray<Problem<A | B>> {
  if (first.length === 0) return second;
  return second.length === 0 ? first : [...first, ...second];
}

/** Each Problem once, for where one field is looked at several times. */
export function distinctProblems<P extends Problem>(problems: ReadonlyArray<P>): ReadonlyArray<P> {
  return readOr(problems, () => {
    if (problems.length < 2) return problems;
    const byIdentity = new Map<string, P>();
    for (const problem of problems) {
      const identity = JSON.stringify([problem.code, problem.resource, problem.path, problem.message]);
      if (!byIdentity.has(identity)) byIdentity.set(identity, problem);
    }
    return [...byIdentity.values()];
  });
}

/**
 * True for a list that has an item. fp-ts has the same check, in a module that takes longer to load than all of core.
 */
export function isNonEmpty<A>(list: ReadonlyArray<A>): list is ReadonlyNonEmptyArray<A> {
  return list.length > 0;
}
