import { didYouMean, readOr } from '@stash-functions/core/decode';

/**
 * Finds the variable that an absent one most likely misspells: they are nearly the same word for word. So `TARGET_KIND`
 * is no misspelling of `TARGET_NAME`. Leave out names that the templates already use: nobody misspells one of these
 * here.
 *
 * @returns undefined where none is near enough for a guess
 */
export function similarVariable(name: string, candidates: Iterable<string>): string | undefined {
  return readOr(undefined, () => similarName(name, candidates));
}

function similarName(name: string, candidates: Iterable<string>): string | undefined {
  const near = [...candidates].filter((candidate) => candidate !== name && areNear(wordsOf(name), wordsOf(candidate)));
  return didYouMean(name, near);
}

/** Splits a name: `REPOSITORY_BUCKET` and `repositoryBucket` have two words each. */
function wordsOf(name: string): ReadonlyArray<string> {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
    .filter((word) => word !== '');
}

/**
 * With equally many words, they are compared word by word. Otherwise a separator is missing, or there is one too many.
 */
function areNear(one: ReadonlyArray<string>, other: ReadonlyArray<string>): boolean {
  if (one.length !== other.length) return isNearWord(one.join(''), other.join(''));
  return one.every((word, index) => isNearWord(word, other[index] ?? ''));
}

/** A short word may have one slip, or two swapped letters. With more, it would be near to any other short word. */
function isNearWord(one: string, other: string): boolean {
  if (one === other) return true;
  if (Math.min(one.length, other.length) > 4) return didYouMean(one, [other]) !== undefined;
  return one.length > 1 && other.length > 1 && (hasOneSlip(one, other) || isSwap(one, other));
}

/** True where one character is another, is missing, or is one too many. */
function hasOneSlip(one: string, other: string): boolean {
  const longer = one.length > other.length ? one : other;
  const shorter = longer === one ? other : one;
  let start = 0;
  while (start < shorter.length && one[start] === other[start]) start += 1;
  return longer.slice(start + 1) === shorter.slice(longer.length === shorter.length ? start + 1 : start);
}

function isSwap(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const swapped = one.slice(0, start) + (one[start + 1] ?? '') + (one[start] ?? '') + one.slice(start + 2);
  return swapped === other;
}
