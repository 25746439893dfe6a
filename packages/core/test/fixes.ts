import { applyFixes } from '../src/problem/apply-fixes.ts';
import type { Problem } from '../src/problem/problem.ts';

/**
 * Applies the fix of each problem by itself, and returns the problems that are still there. The list is empty if every
 * fix does what it says. Where one place has several problems, each is looked for by its code.
 */
export function unfixed(text: string, problemsIn: (text: string) => ReadonlyArray<Problem>): ReadonlyArray<string> {
  return problemsIn(text).flatMap((problem) => {
    if (problem.fix === undefined) return [];
    const fixed = applyFixes(text, [problem], problem.fix.span.file);
    const before = countOf(problemsIn(text), problem.code);
    const after = countOf(problemsIn(fixed), problem.code);
    return fixed !== text && after < before ? [] : [`${problem.code}: ${fixed}`];
  });
}

function countOf(problems: ReadonlyArray<Problem>, code: string): number {
  return problems.filter((problem) => problem.code === code).length;
}
