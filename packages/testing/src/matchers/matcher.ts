/** What vitest and jest give a matcher for its `this`: the part that ours use, which the two have in common. */
export interface MatcherContext {
  /** Whether the test says `.not`. */
  readonly isNot?: boolean;
  /** Deep equality, with asymmetric matchers such as `expect.any(String)`. */
  equals(received: unknown, expected: unknown, testers?: Array<Tester>): boolean;
  readonly utils: MatcherUtils;
}

/** How the runner itself compares and prints. */
export interface MatcherUtils {
  /** The difference of two values, line by line. */
  diff(expected: unknown, received: unknown): string | null | undefined;
  printExpected(value: unknown): string;
  printReceived(value: unknown): string;
  matcherHint(name: string, received?: string, expected?: string, options?: { readonly isNot?: boolean }): string;
  readonly iterableEquality: Tester;
  readonly subsetEquality: Tester;
}

/** A rule of equality for values of some kind; undefined for values of another kind. */
export type Tester = (this: never, received: never, expected: never, testers: never) => boolean | undefined;

/** What a matcher found. */
export interface MatcherResult {
  readonly pass: boolean;
  /** Why the test fails: what it did not expect, or with `.not`, that it did. */
  readonly message: () => string;
}

/** The first line of a message, `expect(scenario).toResolve()`, and an empty one. */
export function titleLine({ utils, isNot }: MatcherContext, name: string, received: string, expected = ''): string {
  return `${utils.matcherHint(name, received, expected, { isNot: isNot === true })}\n\n`;
}
