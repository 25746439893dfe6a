import { eastAsianWidth } from 'get-east-asian-width';

/**
 * Counts the cells of a terminal that a text takes. A Chinese character or an emoji takes two. An accent that combines
 * with the letter before it takes none.
 */
export function displayWidth(text: string): number {
  if (isAscii(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes().segment(text)) width += graphemeWidth(segment);
  return width;
}

let segmenter: Intl.Segmenter | undefined;

/** Made only when it is needed, which is seldom, because making it takes as long as loading a library. */
function graphemes(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7E]*$/.test(text);
}

/** A family of four is one emoji. Two letters become one flag. */
function graphemeWidth(grapheme: string): number {
  if (/\p{Emoji_Presentation}|\uFE0F/u.test(grapheme)) return 2;
  let width = 0;
  for (const character of grapheme) {
    if (/^(?:\p{Mark}|\u200C|\u200D)$/u.test(character)) continue;
    width = Math.max(width, eastAsianWidth(character.codePointAt(0) ?? 0));
  }
  return width;
}
