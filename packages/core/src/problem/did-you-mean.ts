import leven, { closestMatch } from 'leven';

/**
 * The candidate that a misspelt name most likely stands for: the one that the fewest edits lead to, upper and lower
 * case counted as equal. A swap of two letters is two edits, which any name of four letters or more may have; longer
 * names may have one edit for every three letters, but not where a whole word is another one.
 *
 * @returns undefined where no candidate is near enough to be worth a guess
 */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  if (name === '') return undefined;
  const folded = new Map<string, string>();
  for (const candidate of candidates) folded.set(candidate.toLowerCase(), candidate);
  const target = name.slice(0, longestName).toLowerCase();
  const match = closestMatch(target, [...folded.keys()], { maxDistance: mostEdits(target.length) });
  return match === undefined || isOtherWord(target, match) ? undefined : folded.get(match);
}

/** Whether two names differ in a whole word: `lastBackupDuration` is no spelling of `lastBackupTime`. */
function isOtherWord(name: string, other: string): boolean {
  let start = 0;
  while (start < Math.min(name.length, other.length) && name[start] === other[start]) start++;
  const [one, two] = [name.slice(start), other.slice(start)];
  return Math.min(one.length, two.length) >= 4 && leven(one, two) > Math.max(one.length, two.length) / 2;
}

/** Edit distance takes time in the square of the length, and no field or variable is longer than this. */
const longestName = 100;

function mostEdits(length: number): number {
  return length < 4 ? 1 : Math.max(2, Math.floor(length / 3));
}
