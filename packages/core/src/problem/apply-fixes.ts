import type { Fix, Problem } from './problem.ts';

/**
 * A text with the fixes of these Problems applied. Where two of them overlap, the first one counts, and the other
 * Problem is found again in the result; fixes of other files are passed over.
 *
 * @param text - the text that the Problems were found in, unchanged
 * @param file - its name, as it was given to `loadManifests`
 */
export function applyFixes(text: string, problems: ReadonlyArray<Problem>, file?: string): string {
  let result = '';
  let done = 0;
  for (const { span, text: replacement } of fixesOf(problems, file)) {
    const { start, end } = span;
    if (start.offset < done) continue;
    result += text.slice(done, start.offset) + replacement;
    done = end.offset;
  }
  return result + text.slice(done);
}

/** In the order of the text; of two that begin at one place, the one that was found first. */
function fixesOf(problems: ReadonlyArray<Problem>, file: string | undefined): ReadonlyArray<Fix> {
  return problems
    .flatMap(({ fix }) => (fix === undefined || fix.span.file !== file ? [] : [fix]))
    .sort((a, b) => a.span.start.offset - b.span.start.offset);
}
