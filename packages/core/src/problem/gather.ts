import { type Either, isLeft, type Left, left, type Right, right } from 'fp-ts/lib/Either.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { Problem, Problems } from './problem.ts';

/**
 * A value beside everything that was found while it was made: how warnings go along with it. It is no result until
 * {@link toEither} has looked for errors.
 *
 * A check returns its Problems, a maker returns a Checked, and whoever calls several puts their lists together: nobody
 * is handed a list to write into.
 */
export interface Checked<A, Code extends string = string> {
  /** What was made; of no use where one of the problems is an error. */
  readonly value: A;
  /** Errors, warnings and notes, in the order in which they were found. */
  readonly problems: ReadonlyArray<Problem<Code>>;
}

/** Nothing is wrong: one list for all, so that a check of what is right makes none. */
export const noProblems: ReadonlyArray<never> = [];

/** A value with what was found while it was made. */
export function checked<A, Code extends string = never>(
  value: A,
  problems: ReadonlyArray<Problem<Code>> = noProblems,
): Checked<A, Code> {
  return { value, problems };
}

/** Whether a Problem refuses the input. */
export function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/** Left of all Problems where one of them is an error; else Right of the value with the warnings and notes. */
export function toEither<A, Code extends string>(made: Checked<A, Code>): Either<Problems<Code>, Checked<A, Code>> {
  const { problems } = made;
  return isNonEmpty(problems) && problems.some(isError) ? left(problems) : right(made);
}

/** The value, unless there is a Problem of whatever severity: then those. */
export function unlessProblems<A, Code extends string>(
  problems: ReadonlyArray<Problem<Code>>,
  value: A,
): Either<Problems<Code>, A> {
  return isNonEmpty(problems) ? left(problems) : right(value);
}

/** The Problems of a result; none of one that succeeded. */
export function problemsOf<Code extends string>(result: Either<Problems<Code>, unknown>): ReadonlyArray<Problem<Code>> {
  return isLeft(result) ? result.left : noProblems;
}

/** The codes that a result can have. */
export type CodesIn<Result> = Result extends Left<Problems<infer Code>> ? Code : never;

/** The value of a result that succeeded. */
export type ValueIn<Result> = Result extends Right<infer A> ? A : never;

/**
 * Several results as one: Right of all their values, or Left of the Problems of all that failed, in the order of the
 * fields.
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

/** A result for each item as one: Right of the list of values, or Left of the Problems of all items that failed. */
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

/** A {@link Checked} for each item as one: the list of values, with the Problems of all. */
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

/** Both lists as one, without a copy where one of them is empty. */
export function joinProblems<A extends string, B extends string>(
  first: ReadonlyArray<Problem<A>>,
  second: ReadonlyArray<Problem<B>>,
): ReadonlyArray<Problem<A | B>> {
  if (first.length === 0) return second;
  return second.length === 0 ? first : [...first, ...second];
}

/** Each Problem once, where one field is looked at several times. */
export function distinctProblems<P extends Problem>(problems: ReadonlyArray<P>): ReadonlyArray<P> {
  if (problems.length < 2) return problems;
  const byIdentity = new Map<string, P>();
  for (const problem of problems) {
    const identity = JSON.stringify([problem.code, problem.resource, problem.path, problem.message]);
    if (!byIdentity.has(identity)) byIdentity.set(identity, problem);
  }
  return [...byIdentity.values()];
}

/** fp-ts has the same, in a module that loads all of its lists, which takes longer than all of core. */
export function isNonEmpty<A>(list: ReadonlyArray<A>): list is ReadonlyNonEmptyArray<A> {
  return list.length > 0;
}
