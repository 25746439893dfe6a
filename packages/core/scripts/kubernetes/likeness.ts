import leven from 'leven';

/**
 * The share of the words of a text that stand, in runs of three or more, in another: 0 to 1. A sentence that is taken over
 * with some words changed keeps such runs; two sentences about one thing in different words do not.
 */
export function likeness(text: string, other: string): number {
  const own = wordsOf(text);
  const runs = new Set(runsOf(wordsOf(other)));
  const shared = new Set<number>();
  runsOf(own).forEach((run, start) => {
    if (runs.has(run)) for (let index = start; index < start + runLength; index++) shared.add(index);
  });
  return own.length === 0 ? 0 : shared.size / own.length;
}

/** The words of a text, in the order in which they stand there, without marks and case. */
export function wordsOf(text: string): ReadonlyArray<string> {
  return text.toLowerCase().match(/[a-z0-9]+(?:[.\-/][a-z0-9]+)*/g) ?? [];
}

const runLength = 3;

function runsOf(words: ReadonlyArray<string>): ReadonlyArray<string> {
  return words.slice(0, 1 - runLength).map((_, start) => words.slice(start, start + runLength).join(' '));
}

/** How near two short texts are by the letters that differ: 1 for equal ones, 0 for those with nothing in common. */
export function nearness(text: string, other: string): number {
  const [one, two] = [wordsOf(text).join(' '), wordsOf(other).join(' ')];
  const longer = Math.max(one.length, two.length);
  return longer === 0 ? 1 : 1 - leven(one, two) / longer;
}
