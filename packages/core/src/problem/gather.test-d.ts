import type { Either } from 'fp-ts/lib/Either.js';
import { expectTypeOf, it } from 'vitest';
import { type CodesOf, type CodeTable, problemMaker } from './code-table.ts';
import { allOf, type Checked, type CodesIn, eachOf, toEither, type ValueIn } from './gather.ts';
import type { Problem, Problems } from './problem.ts';

const table = {
  one: { severity: 'error', meaning: 'One.' },
  two: { severity: 'warning', meaning: 'Two.' },
} as const satisfies CodeTable;

it('derives the union of codes from a table', () => {
  expectTypeOf<CodesOf<typeof table>>().toEqualTypeOf<'one' | 'two'>();
});

it('types a problem by its code, and refuses a code of another table', () => {
  const problem = problemMaker<typeof table>({ two: 'warning' });
  expectTypeOf(problem('one', { message: '' })).toEqualTypeOf<Problem<'one'>>();
  // @ts-expect-error: there is no such code.
  problem('three', { message: '' });
});

it('gathers the codes of all results', () => {
  const first = {} as Either<Problems<'a'>, number>;
  const second = {} as Either<Problems<'b' | 'c'>, string>;
  const both = allOf({ first, second });
  expectTypeOf<CodesIn<typeof both>>().toEqualTypeOf<'a' | 'b' | 'c'>();
  expectTypeOf<ValueIn<typeof both>>().toEqualTypeOf<{ readonly first: number; readonly second: string }>();
  expectTypeOf(eachOf([1], () => first)).toEqualTypeOf<Either<Problems<'a'>, ReadonlyArray<number>>>();
  expectTypeOf(toEither({} as Checked<number, 'a'>)).toEqualTypeOf<Either<Problems<'a'>, Checked<number, 'a'>>>();
});
