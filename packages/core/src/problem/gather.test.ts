import { left, right } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { allOf, checkEach, checked, distinctProblems, eachOf, problemsOf, toEither, unlessProblems } from './gather.ts';
import type { Problem, Severity } from './problem.ts';

const a = problem('a', 'error');
const b = problem('b', 'error');
const warning = problem('w', 'warning');

describe('toEither', () => {
  it.each<[string, ReadonlyArray<Problem>, boolean]>([
    ['nothing', [], false],
    ['warnings and notes', [warning, problem('n', 'note')], false],
    ['an error', [a], true],
    ['an error among warnings', [warning, a], true],
  ])('of %s', (_, problems, refused) => {
    expect(toEither(checked(1, problems))).toEqual(refused ? left(problems) : right({ value: 1, problems }));
  });
});

describe('unlessProblems', () => {
  it('refuses whatever the severity', () => {
    expect(unlessProblems([warning], 1)).toEqual(left([warning]));
    expect(unlessProblems([], 1)).toEqual(right(1));
  });
});

describe('allOf', () => {
  it('is Right of every value', () => {
    expect(allOf({ one: right(1), two: right('2') })).toEqual(right({ one: 1, two: '2' }));
    expect(allOf({})).toEqual(right({}));
  });

  it('is Left of the problems of all that failed, in order', () => {
    expect(allOf({ one: left([a, warning] as const), two: right(2), three: left([b] as const) })).toEqual(
      left([a, warning, b]),
    );
  });
});

describe('eachOf', () => {
  it('is Right of a value for each item, or Left of the problems of all that failed', () => {
    expect(eachOf([1, 2], (item, index) => right(item * 10 + index))).toEqual(right([10, 21]));
    expect(eachOf(['x', 'y', 'z'], (item) => (item === 'y' ? right(item) : left([problem(item, 'error')])))).toEqual(
      left([problem('x', 'error'), problem('z', 'error')]),
    );
  });
});

describe('checkEach', () => {
  it('has a value for each item, and the problems of all', () => {
    const made = checkEach([a, warning], (item, index) => checked(index, [item]));
    expect(made).toEqual({ value: [0, 1], problems: [a, warning] });
  });
});

describe('problemsOf', () => {
  it('is empty for a Right', () => {
    expect(problemsOf(right(1))).toEqual([]);
    expect(problemsOf(left([a]))).toEqual([a]);
  });
});

describe('distinctProblems', () => {
  it('keeps the first of those that say the same of the same field', () => {
    const elsewhere = { ...a, path: ['spec'] };
    expect(distinctProblems([a, { ...a, hint: 'h' }, elsewhere])).toEqual([a, elsewhere]);
  });
});

function problem(code: string, severity: Severity): Problem {
  return { code, severity, message: code, path: [] };
}
