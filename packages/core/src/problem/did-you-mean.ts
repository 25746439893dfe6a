import leven from 'leven';
import { readOr } from '../input/read-or.ts';
import { majorOf, type NamePurpose, purposeOf } from './name-purpose.ts';

/**
 * Finds the candidate that a misspelt name most likely stands for: near in meaning first, then in spelling. Upper and
 * lower case count as equal.
 *
 * - A candidate for another purpose is never meant, however near: a backup is no restore, and PostgreSQL is no MySQL.
 * - A candidate for the same database, occasion and major version comes before any that is spelt more alike.
 * - Otherwise it is the candidate that the fewest edits lead to. Names of several words are compared word by word. A
 *   word may have one edit or two swapped letters. A word of six letters or more may have one edit for every three
 *   letters. A word beside others may have two edits if it begins alike.
 *
 * @returns undefined where no candidate is near enough to be worth a guess
 */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  return readOr(undefined, () => {
    if (name === '') return undefined;
    const purpose = purposeOf(name.slice(0, longestName));
    const fitting = [...new Set(candidates)].flatMap((candidate) => {
      const its = purposeOf(candidate);
      return candidate === '' || isOther(purpose, its) ? [] : [{ candidate, purpose: its }];
    });
    const sameRelease = fitting.filter((each) => isSameRelease(purpose, each.purpose));
    const sameVersion = sameRelease.filter((each) => each.purpose.version === purpose.version);
    return (
      nearest(name, sameVersion.map(nameOf), () => true) ??
      nearest(name, sameRelease.map(nameOf), () => true) ??
      nearest(name, fitting.map(nameOf), isNear)
    );
  });
}

/** Edit distance takes time in the square of the length. No field or variable has a longer name. */
const longestName = 100;

function nameOf({ candidate }: { readonly candidate: string }): string {
  return candidate;
}

function isOther(one: NamePurpose, other: NamePurpose): boolean {
  return isDifferent(one.occasion, other.occasion) || isDifferent(one.database, other.database);
}

function isDifferent(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function isSameRelease(one: NamePurpose, other: NamePurpose): boolean {
  const major = majorOf(one.version);
  return (
    one.database !== undefined &&
    major !== undefined &&
    one.database === other.database &&
    one.occasion === other.occasion &&
    major === majorOf(other.version)
  );
}

/** The first of the nearest candidates: those that pass a test and that the fewest edits lead to. */
function nearest(
  name: string,
  candidates: ReadonlyArray<string>,
  passes: (name: string, candidate: string) => boolean,
): string | undefined {
  const target = folded(name);
  let best: { readonly candidate: string; readonly edits: number } | undefined;
  for (const candidate of candidates) {
    const edits = leven(target, folded(candidate), { maxDistance: best?.edits ?? longestName });
    if ((best === undefined || edits < best.edits) && passes(target, folded(candidate))) best = { candidate, edits };
  }
  return best?.candidate;
}

function folded(name: string): string {
  return name.slice(0, longestName).toLowerCase();
}

function isNear(name: string, candidate: string): boolean {
  const words = name.split(/[^a-z0-9]+/);
  const others = candidate.split(/[^a-z0-9]+/);
  return words.length > 1 && words.length === others.length
    ? words.every((word, index) => isNearWord(word, others[index] ?? '') || beginsAlike(word, others[index] ?? ''))
    : isNearWord(name, candidate) && !isOtherEnd(name, candidate);
}

/** True where two names differ in a whole word at their end: `lastBackupDuration` is no misspelt `lastBackupTime`. */
function isOtherEnd(name: string, other: string): boolean {
  let start = 0;
  while (start < Math.min(name.length, other.length) && name[start] === other[start]) start++;
  const [one, two] = [name.slice(start), other.slice(start)];
  return Math.min(one.length, two.length) >= 4 && leven(one, two) > Math.max(one.length, two.length) / 2;
}

function isNearWord(word: string, other: string): boolean {
  const most = word.length < 6 ? 1 : Math.floor(word.length / 3);
  const edits = leven(word, other, { maxDistance: most + 2 });
  return edits <= most || (edits === 2 && isSwap(word, other));
}

function beginsAlike(word: string, other: string): boolean {
  return word.length > 3 && word[0] === other[0] && leven(word, other, { maxDistance: 3 }) <= 2;
}

/** True for two letters in each other's place, which count as two edits. */
function isSwap(word: string, other: string): boolean {
  return word.length === other.length && [...word].sort().join('') === [...other].sort().join('');
}
