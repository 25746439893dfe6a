import type { Problem } from '@stash-functions/core';
import { asUsed, UsageError } from '../usage-error.ts';
import type { MatcherContext, MatcherResult } from './matcher.ts';
import { resolvedSnapshot } from './resolved-snapshot.ts';
import { toBeAcceptedAs } from './to-be-accepted-as.ts';
import { toHaveFlag } from './to-have-flag.ts';
import { toHaveProblem } from './to-have-problem.ts';
import { toMatchContainer } from './to-match-container.ts';
import { toReportStatus } from './to-report-status.ts';
import { toResolve } from './to-resolve.ts';
import { toUseVariables } from './to-use-variables.ts';

/**
 * The matchers as a test calls them.
 *
 * @typeParam R - the result: void, or a Promise where the runner wants one
 */
export interface FunctionMatchers<R = unknown> {
  /** Passes where a scenario, or any Either of this SDK, has no error. */
  toResolve(): R;
  /** Passes where a scenario, or any Either of this SDK, has a problem or a warning with this code and these fields. */
  toHaveProblem(code: string, fields?: Partial<Problem>): R;
  /**
   * Passes where a container, a program of it or a list of words has the flag, in any form: `--bucket=x`, `--bucket x`,
   * `-b x`. With a value the flag must have this value, or one that an asymmetric matcher accepts. `true` means a flag
   * without a value.
   */
  toHaveFlag(flag: string, value?: unknown): R;
  /**
   * Passes where a subject uses all of these variables; with `.not`, none of them. The subject is a scenario with its
   * Task and Functions, a container with its Function, or a resource.
   */
  toUseVariables(names: ReadonlyArray<string>): R;
  /** Passes where a container has these fields, in the form of Kubernetes. It may have others. */
  toMatchContainer(fields: object): R;
  /** Passes where the pods of a scenario's Jobs, or a pod spec, keep a level of the Pod Security Standards. */
  toBeAcceptedAs(level: 'baseline' | 'restricted'): R;
  /**
   * Passes where a report of a scenario, `scenario.report(output)`, gives this phase of the session, or a status with
   * these fields. It may have others.
   */
  toReportStatus(status: string | object): R;
  /** Passes where the objects of a scenario, or a container, equal those of the snapshot. Secret values are masked. */
  toMatchResolvedSnapshot(hint?: string): R;
}

/** The argument of `expect.extend` in vitest and jest: every matcher of {@link FunctionMatchers}. */
export type MatcherSet = {
  readonly toBeAcceptedAs: typeof toBeAcceptedAs;
  readonly toHaveFlag: typeof toHaveFlag;
  readonly toHaveProblem: typeof toHaveProblem;
  readonly toMatchContainer: typeof toMatchContainer;
  readonly toMatchResolvedSnapshot: (this: MatcherContext, received: unknown, hint?: string) => MatcherResult;
  readonly toReportStatus: typeof toReportStatus;
  readonly toResolve: typeof toResolve;
  readonly toUseVariables: typeof toUseVariables;
};

/**
 * The matchers for one runner.
 *
 * @param matchSnapshot - the runner's own `toMatchSnapshot`, which throws where a text has changed
 */
export function createMatchers(matchSnapshot: (text: string, ...hint: [hint?: string]) => void): MatcherSet {
  return {
    toBeAcceptedAs: clear(toBeAcceptedAs),
    toHaveFlag: clear(toHaveFlag),
    toHaveProblem: clear(toHaveProblem),
    toMatchContainer: clear(toMatchContainer),
    toMatchResolvedSnapshot(received, hint?: string) {
      if (this.isNot === true) throw new UsageError('toMatchResolvedSnapshot cannot be used with .not');
      // Its own error shows the difference. It also lets the runner count, write and update the snapshot.
      if (hint === undefined) matchSnapshot(resolvedSnapshot(received));
      else matchSnapshot(resolvedSnapshot(received), hint);
      return { pass: true, message: () => '' };
    },
    toReportStatus: clear(toReportStatus),
    toResolve: clear(toResolve),
    toUseVariables: clear(toUseVariables),
  };
}

/** A matcher that says what is wrong with its use, where it gets something that it cannot read. */
function clear<Args extends Array<unknown>>(
  matcher: (this: MatcherContext, ...args: Args) => MatcherResult,
): (this: MatcherContext, ...args: Args) => MatcherResult {
  return function (...args) {
    const { pass, message } = asUsed(matcher.name, () => matcher.apply(this, args));
    return { pass, message: () => asUsed(matcher.name, message) };
  };
}
