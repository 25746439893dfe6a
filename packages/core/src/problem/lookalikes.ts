import { readOr } from '../input/read-or.ts';
/** A character that looks like an ASCII character but is another, or that is invisible. */
export interface Lookalike {
  /** Its name with its article, in lower case: `a no-break space`. */
  readonly name: string;
  /** The ASCII text that it stands for; empty for an invisible character. */
  readonly ascii: string;
}

/** A {@link Lookalike} in a text. */
export interface FoundLookalike extends Lookalike {
  /** The character. */
  readonly character: string;
  /** Its offset in the text, in UTF-16 code units. */
  readonly offset: number;
}

/**
 * Describes a character that is easily taken for another one: spaces that do not break, dashes that are no hyphens,
 * curly quotes, full-width forms, and characters without a width. The names are those of Unicode.
 */
export function lookalikeOf(character: string): Lookalike | undefined {
  return readOr(undefined, () => {
    const code = character.codePointAt(0) ?? 0;
    const known = byCode.get(code);
    if (known !== undefined) return known;
    if (code < firstFullWidth || code > lastFullWidth) return undefined;
    const ascii = String.fromCharCode(code - firstFullWidth + 0x21);
    return { name: `a full-width ${fullWidthNames.get(ascii) ?? `\`${ascii}\``}`, ascii };
  });
}

/** Every {@link Lookalike} of a text, in its order. */
export function findLookalikes(text: string): ReadonlyArray<FoundLookalike> {
  return readOr([], () => {
    if (text.search(suspicious) === -1) return none;
    const found: Array<FoundLookalike> = [];
    for (const { 0: character, index } of text.matchAll(suspicious)) {
      const lookalike = lookalikeOf(character);
      if (lookalike !== undefined) found.push({ ...lookalike, character, offset: index });
    }
    return found;
  });
}

/** A character by its name and number: `a no-break space (U+00A0)`. */
export function nameCharacter(character: string): string {
  return readOr('', () => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `${lookalikeOf(character)?.name ?? 'the character'} (U+${code})`;
  });
}

const none: ReadonlyArray<never> = [];

/** A text without a match is plain; one look tells. */
const suspicious = /[^\0-\x7F]/gu;

const firstFullWidth = 0xff01;
const lastFullWidth = 0xff5e;

const fullWidthNames: ReadonlyMap<string, string> = new Map([
  [':', 'colon'],
  [',', 'comma'],
  ['.', 'full stop'],
  [';', 'semicolon'],
  ['-', 'hyphen'],
  ['"', 'quotation mark'],
  ["'", 'apostrophe'],
  ['[', 'bracket'],
  [']', 'bracket'],
  ['{', 'brace'],
  ['}', 'brace'],
  ['$', 'dollar sign'],
]);

/** Ordered by the character that they look like: spaces, nothing, colons, commas, quotes, dashes. */
const byCode: ReadonlyMap<number, Lookalike> = new Map(
  (
    [
      [' ', 0x00a0, 'a no-break space'],
      [' ', 0x1680, 'an ogham space mark'],
      [' ', 0x2000, 'an en quad'],
      [' ', 0x2001, 'an em quad'],
      [' ', 0x2002, 'an en space'],
      [' ', 0x2003, 'an em space'],
      [' ', 0x2004, 'a three-per-em space'],
      [' ', 0x2005, 'a four-per-em space'],
      [' ', 0x2006, 'a six-per-em space'],
      [' ', 0x2007, 'a figure space'],
      [' ', 0x2008, 'a punctuation space'],
      [' ', 0x2009, 'a thin space'],
      [' ', 0x200a, 'a hair space'],
      [' ', 0x202f, 'a narrow no-break space'],
      [' ', 0x205f, 'a mathematical space'],
      [' ', 0x3000, 'an ideographic space'],
      [' ', 0x2800, 'a blank of braille'],
      ['\n', 0x2028, 'a line separator'],
      ['\n', 0x2029, 'a paragraph separator'],
      ['', 0x00ad, 'a soft hyphen'],
      ['', 0x034f, 'a combining grapheme joiner'],
      ['', 0x061c, 'an Arabic letter mark'],
      ['', 0x115f, 'a Hangul filler'],
      ['', 0x1160, 'a Hangul filler'],
      ['', 0x17b4, 'an invisible vowel'],
      ['', 0x17b5, 'an invisible vowel'],
      ['', 0x180e, 'a Mongolian vowel separator'],
      ['', 0x200b, 'a zero-width space'],
      ['', 0x200c, 'a zero-width non-joiner'],
      ['', 0x200d, 'a zero-width joiner'],
      ['', 0x200e, 'a left-to-right mark'],
      ['', 0x200f, 'a right-to-left mark'],
      ['', 0x202a, 'a left-to-right embedding'],
      ['', 0x202b, 'a right-to-left embedding'],
      ['', 0x202c, 'the end of a change of direction'],
      ['', 0x202d, 'a left-to-right override'],
      ['', 0x202e, 'a right-to-left override'],
      ['', 0x2060, 'a word joiner'],
      ['', 0x2061, 'an invisible function application'],
      ['', 0x2062, 'an invisible times'],
      ['', 0x2063, 'an invisible separator'],
      ['', 0x2064, 'an invisible plus'],
      ['', 0x2066, 'a left-to-right isolate'],
      ['', 0x2067, 'a right-to-left isolate'],
      ['', 0x2068, 'a first strong isolate'],
      ['', 0x2069, 'the end of an isolate'],
      ['', 0x3164, 'a Hangul filler'],
      ['', 0xfe0e, 'a variation selector'],
      ['', 0xfe0f, 'a variation selector'],
      ['', 0xfeff, 'a byte order mark'],
      ['', 0xffa0, 'a Hangul filler'],
      [':', 0x02d0, 'a triangular colon'],
      [':', 0x0589, 'an Armenian full stop'],
      [':', 0x05c3, 'a Hebrew sof pasuq'],
      [':', 0x2236, 'a ratio sign'],
      [':', 0xa789, 'a modifier letter colon'],
      [':', 0xfe13, 'a vertical colon'],
      [':', 0xfe55, 'a small colon'],
      [',', 0x3001, 'an ideographic comma'],
      [',', 0xfe50, 'a small comma'],
      ['.', 0x3002, 'an ideographic full stop'],
      ['"', 0x00ab, 'a guillemet'],
      ['"', 0x00bb, 'a guillemet'],
      ['"', 0x201c, 'a curly quote'],
      ['"', 0x201d, 'a curly quote'],
      ['"', 0x201e, 'a low quote'],
      ['"', 0x201f, 'a reversed quote'],
      ['"', 0x2033, 'a double prime'],
      ["'", 0x00b4, 'an acute accent'],
      ["'", 0x02bc, 'a modifier letter apostrophe'],
      ["'", 0x2018, 'a curly single quote'],
      ["'", 0x2019, 'a curly single quote'],
      ["'", 0x201a, 'a low single quote'],
      ["'", 0x201b, 'a reversed single quote'],
      ["'", 0x2032, 'a prime'],
      ['-', 0x2010, 'a typographic hyphen'],
      ['-', 0x2011, 'a no-break hyphen'],
      ['-', 0x2012, 'a figure dash'],
      ['-', 0x2013, 'an en dash'],
      ['-', 0x2014, 'an em dash'],
      ['-', 0x2015, 'a horizontal bar'],
      ['-', 0x2022, 'a bullet'],
      ['-', 0x2043, 'a hyphen bullet'],
      ['-', 0x2212, 'a minus sign'],
      ['-', 0xfe58, 'a small em dash'],
      ['-', 0xfe63, 'a small hyphen'],
      ['/', 0x2044, 'a fraction slash'],
      ['/', 0x2215, 'a division slash'],
      ['*', 0x2217, 'an asterisk operator'],
    ] as const
  ).map(([ascii, code, name]) => [code, { name, ascii }]),
);
