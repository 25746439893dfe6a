import { createTwoFilesPatch } from 'diff';

/** What changes in a file, as `diff -u` and `git diff` print it; the empty string where nothing does. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 3 }).replace(
    /^=+\n/,
    '',
  );
}
