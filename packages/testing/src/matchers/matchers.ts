import type { Problem } from '@stash-functions/core';
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
 * @typeParam R - what they return: void, or a Promise where the runner says so
 */
export interface FunctionMatchers<R = unknown> {
  /** A scenario, or any Either of this SDK, has no error. */
  toResolve(): R;
  /** A scenario, or any Either of this SDK, has a problem or a warning of that code, with these fields. */
  toHaveProblem(code: string, fields?: Partial<Problem>): R;
  /**
   * A container, a program of it or a list of words has the flag, in any spelling: `--bucket=x`, `--bucket x`, `-b x`. With
   * a value, it has that one, or one that an asymmetric matcher accepts; `true` stands for no value.
   */
  toHaveFlag(flag: string, value?: unknown): R;
  /** A scenario's Functions and Task, a container's Function or a resource use all of these; with `.not`, none of them. */
  toUseVariables(names: ReadonlyArray<string>): R;
  /** A container has these fields, as Kubernetes knows them, and maybe others. */
  toMatchContainer(fields: object): R;
  /** The pods of a scenario's Jobs, or a pod spec, keep a level of the Pod Security Standards. */
  toBeAcceptedAs(level: 'baseline' | 'restricted'): R;
  /**
   * What a scenario reports, `scenario.report(output)`, comes to this phase of the session, or to a status with these fields,
   * and maybe others.
   */
  toReportStatus(status: string | object): R;
  /** The objects of a scenario, or a container, are the same as when the snapshot was taken. Secret values are masked. */
  toMatchResolvedSnapshot(hint?: string): R;
}

/** What `expect.extend` of vitest or jest takes: every matcher of {@link FunctionMatchers}. */
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
 * @param matchSnapshot - the runner's own `toMatchSnapshot`, which throws where a text is not as it was
 */
export function createMatchers(matchSnapshot: (text: string, ...hint: [hint?: string]) => void): MatcherSet {
  return {
    toBeAcceptedAs,
    toHaveFlag,
    toHaveProblem,
    toMatchContainer,
    toMatchResolvedSnapshot(received, hint?: string) {
      if (this.isNot === true) throw new TypeError('toMatchResolvedSnapshot cannot be used with .not');
      // Its own error shows the difference and lets the runner count, write and update the snapshot.
      if (hint === undefined) matchSnapshot(resolvedSnapshot(received));
      else matchSnapshot(resolvedSnapshot(received), hint);
      return { pass: true, message: () => '' };
    },
    toReportStatus,
    toResolve,
    toUseVariables,
  };
}
