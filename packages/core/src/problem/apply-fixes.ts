import { readOr } from '../input/read-or.ts';
import type { Fix, Problem } from './problem.ts';

/**
 * Applies the fixes of Problems to a text. Where two of them overlap, the first one counts; checking the result finds
 * the other Problem again. Fixes of other files are passed over.
 *
 * @param text - the text that the Problems were found in, unchanged
 * @param file - the name of the text, as it was given to `loadManifests`
 */
export function applyFixes(text: string, problems: ReadonlyArray<Problem>, file?: string): string {
  return readOr(text, () => {
    let result = '';
    let done = 0;
    for (const { span, text: replacement } of fixesOf(problems, file)) {
      const { start, end } = span;
      if (start.offset < done) continue;
      result += text.slice(done, start.offset) + replacement;
      done = end.offset;
    }
    return result + text.slice(done);
  });
}

/** The fixes in the order of the text. Where two begin at one place, the one that was found first counts. */
function fixesOf(problems: ReadonlyArray<Problem>, file: string | undefined): ReadonlyArray<Fix> {
  return problems
    .flatMap(({ fix }) => (fix === undefined || fix.span.file !== file ? [] : [fix]))
    .sort((a, b) => a.span.start.offset - b.span.start.offset);
}
