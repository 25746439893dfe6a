import { didYouMean } from '@stash-functions/core';
import { UsageError } from '../usage-error.ts';

/**
 * Throws for a word that is not in a closed set. A test with a misspelt word would look at nothing, and pass.
 *
 * @param of - the name of the set: `level of toBeAcceptedAs`
 * @throws UsageError with the nearest word, or with all of them
 */
export function expectWord(word: unknown, known: Iterable<string>, of: string): void {
  const words = [...known];
  if (typeof word === 'string' && words.includes(word)) return;
  const near = typeof word === 'string' ? didYouMean(word, words) : undefined;
  const hint =
    near !== undefined
      ? `did you mean '${near}'?`
      : words.length <= 12
        ? `there are ${words.join(', ')}`
        : 'docs lists them';
  throw new UsageError(`${typeof word === 'string' ? `'${word}'` : String(word)} is no ${of}: ${hint}`);
}
