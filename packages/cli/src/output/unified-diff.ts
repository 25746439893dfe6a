import { createTwoFilesPatch } from 'diff';

/** Prints the changes of a file as `diff -u` and `git diff` do. The empty string where nothing changes. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 3 }).replace(
    /^=+\n/,
    '',
  );
}
