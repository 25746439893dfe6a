import { eastAsianWidth } from 'get-east-asian-width';

/**
 * How many cells of a terminal a text takes: two for a Chinese character or an emoji, none for an accent that combines
 * with the letter before it.
 */
export function displayWidth(text: string): number {
  if (isAscii(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes().segment(text)) width += graphemeWidth(segment);
  return width;
}

let segmenter: Intl.Segmenter | undefined;

/** Made when it is needed, which is seldom: it takes as long as loading a library. */
function graphemes(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7E]*$/.test(text);
}

/** A family of four is one emoji; a flag is two letters that become one. */
function graphemeWidth(grapheme: string): number {
  if (/\p{Emoji_Presentation}|\uFE0F/u.test(grapheme)) return 2;
  let width = 0;
  for (const character of grapheme) {
    if (/^(?:\p{Mark}|\u200C|\u200D)$/u.test(character)) continue;
    width = Math.max(width, eastAsianWidth(character.codePointAt(0) ?? 0));
  }
  return width;
}
