import { left, right } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { formatProblems } from './format-problems.ts';
import { orThrow, ProblemsError } from './or-throw.ts';
import type { Problems } from './problem.ts';

const problems: Problems = [
  { code: 'a', severity: 'error', message: 'one', path: ['spec'] },
  { code: 'b', severity: 'warning', message: 'two', path: [] },
];

describe('orThrow', () => {
  it('gives the value of a Right', () => {
    const value = {};
    expect(orThrow(right(value))).toBe(value);
  });

  it('throws every problem of a Left, as text and as data', () => {
    expect(() => orThrow(left(problems))).toThrow(ProblemsError);
    try {
      orThrow(left(problems));
    } catch (error) {
      expect(error).toMatchObject({ name: 'ProblemsError', problems, message: formatProblems(problems) });
    }
  });
});
