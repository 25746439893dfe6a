/** Tells if a code point belongs to a class of characters. */
export type CharacterClass = (code: number) => boolean;

/**
 * The POSIX character class of a name (`alpha` of `[[:alpha:]]`), or bash's `word` and `ascii`. Beyond ASCII, a class
 * follows the Unicode properties that glibc uses: a letter or digit of any script is `alpha`.
 *
 * @returns undefined for an unknown name
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap07.html
 */
export function characterClass(name: string): CharacterClass | undefined {
  return classes.get(name);
}

/** Each test is of one code point, not of a text, so it always takes the same time. */
const property =
  (expression: RegExp): CharacterClass =>
  (code) =>
    expression.test(String.fromCodePoint(code));

const classes: ReadonlyMap<string, CharacterClass> = new Map([
  ['alnum', property(/[\p{Alphabetic}\p{Nd}]/u)],
  // POSIX allows only ASCII digits in `digit`. To glibc, those of other scripts are letters.
  ['alpha', property(/(?![0-9])[\p{Alphabetic}\p{Nd}]/u)],
  ['ascii', (code) => code < 0x80],
  ['blank', property(/(?![\u00a0\u2007\u202f])[\t\p{Zs}]/u)],
  ['cntrl', property(/[\p{Cc}\u2028\u2029]/u)],
  ['digit', property(/[0-9]/)],
  ['graph', property(/[^\p{Cc}\p{Cs}\p{Cn}\p{Z}]/u)],
  ['lower', property(/[\p{Lowercase}\p{Lt}]/u)],
  ['print', property(/[^\p{Cc}\p{Cs}\p{Cn}\u2028\u2029]/u)],
  ['punct', property(/[^\p{Alphabetic}\p{Nd}\p{Z}\p{Cc}\p{Cs}\p{Cn}]/u)],
  ['space', property(/(?![\u00a0\u2007\u202f])[\t-\r\p{Z}]/u)],
  ['upper', property(/[\p{Uppercase}\p{Lt}]/u)],
  ['word', property(/[\p{Alphabetic}\p{Nd}_]/u)],
  ['xdigit', property(/[0-9A-Fa-f]/)],
]);
