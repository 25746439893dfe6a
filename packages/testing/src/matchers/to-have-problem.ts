import { didYouMean, formatProblems, type Problem } from '@stash-functions/core';
import { expectWord } from './closed-set.ts';
import { type MatcherContext, type MatcherResult, titleLine } from './matcher.ts';
import { problemCodes } from './problem-codes.ts';
import { isScenario } from './subject.ts';
import { problemsOf } from './to-resolve.ts';

/** Passes where a scenario, or any result of this SDK, has a problem or a warning with this code and these fields. */
export function toHaveProblem(
  this: MatcherContext,
  received: unknown,
  code: string,
  fields: Partial<Problem> = {},
): MatcherResult {
  expectWord(code, problemCodes, 'code of a Problem');
  for (const field of Object.keys(fields)) expectWord(field, problemFields, 'field of a Problem');
  const problems = problemsOf(received, 'toHaveProblem');
  const ofCode = problems.filter((problem) => problem.code === code);
  const testers = [this.utils.iterableEquality, this.utils.subsetEquality];
  const found = ofCode.filter((problem) => this.equals(problem, fields, testers));
  const title = titleLine(this, 'toHaveProblem', isScenario(received) ? 'scenario' : 'result', 'code');
  return {
    pass: found.length > 0,
    message: () => {
      if (found.length > 0) return `${title}It has the problem ${code}:\n\n${formatProblems(found)}`;
      if (ofCode.length > 0) {
        const [first] = ofCode;
        return `${title}It has the problem ${code}, but another one:\n\n${this.utils.diff(fields, fieldsOf(first, fields)) ?? ''}`;
      }
      if (problems.length === 0) return `${title}There is no problem ${code}, as nothing is wrong.`;
      const near = didYouMean(code, new Set(problems.map((problem) => problem.code)));
      const hint = near === undefined ? '' : ` Did you mean ${near}?`;
      return `${title}There is no problem ${code}.${hint} These are there:\n\n${formatProblems(problems)}`;
    },
  };
}

/** The fields of the type. */
const problemFields: ReadonlyArray<keyof Problem> = [
  'code',
  'severity',
  'message',
  'path',
  'resource',
  'source',
  'hint',
  'fix',
];

function fieldsOf(problem: Problem | undefined, fields: Partial<Problem>): unknown {
  return Object.fromEntries(Object.entries(problem ?? {}).filter(([key]) => key in fields));
}
