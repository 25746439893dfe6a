/** The `this` of a matcher in vitest and jest: the part that both have and that ours use. */
export interface MatcherContext {
  /** True where the test says `.not`. */
  readonly isNot?: boolean;
  /** Deep equality, with asymmetric matchers such as `expect.any(String)`. */
  equals(received: unknown, expected: unknown, testers?: Array<Tester>): boolean;
  readonly utils: MatcherUtils;
}

/** The functions with which the runner itself compares and prints. */
export interface MatcherUtils {
  /** The difference of two values, line by line. */
  diff(expected: unknown, received: unknown): string | null | undefined;
  printExpected(value: unknown): string;
  printReceived(value: unknown): string;
  matcherHint(name: string, received?: string, expected?: string, options?: { readonly isNot?: boolean }): string;
  readonly iterableEquality: Tester;
  readonly subsetEquality: Tester;
}

/** A rule of equality for values of one kind; undefined for values of other kinds. */
export type Tester = (this: never, received: never, expected: never, testers: never) => boolean | undefined;

/** The result of a matcher. */
export interface MatcherResult {
  readonly pass: boolean;
  /** The reason why the test fails: an unexpected value, or with `.not`, a match. */
  readonly message: () => string;
}

/** The first line of a message, as `expect(scenario).toResolve()`, and an empty line. */
export function titleLine({ utils, isNot }: MatcherContext, name: string, received: string, expected = ''): string {
  return `${utils.matcherHint(name, received, expected, { isNot: isNot === true })}\n\n`;
}
