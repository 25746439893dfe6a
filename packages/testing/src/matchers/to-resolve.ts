import { formatProblems, type Problem } from '@stash-functions/core';
import { type MatcherContext, type MatcherResult, titleLine } from './matcher.ts';
import { isEither, isScenario, wrongSubject } from './subject.ts';

/** Passes where a scenario, or any result of this SDK, has no error. */
export function toResolve(this: MatcherContext, received: unknown): MatcherResult {
  const problems = problemsOf(received, 'toResolve');
  const errors = problems.filter(({ severity }) => severity === 'error');
  const title = titleLine(this, 'toResolve', isScenario(received) ? 'scenario' : 'result');
  return {
    pass: errors.length === 0,
    message: () =>
      errors.length === 0
        ? `${title}It resolves, and was expected to have a problem.${isScenario(received) ? `\n\n${received.explain()}` : ''}`
        : `${title}${about(received)}${formatProblems(errors)}`,
  };
}

/** The Problems of a scenario, or of any result of this SDK. */
export function problemsOf(received: unknown, matcher: string): ReadonlyArray<Problem> {
  if (isScenario(received)) return received.problems;
  if (!isEither(received)) throw wrongSubject(matcher, 'a scenario, or an Either', received);
  if (received._tag === 'Right') return [];
  return Array.isArray(received.left) ? received.left.filter(isProblem) : [];
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}

function about(received: unknown): string {
  return isScenario(received) ? `The ${received.title} does not resolve:\n\n` : '';
}
