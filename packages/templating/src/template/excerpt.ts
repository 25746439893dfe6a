/**
 * The beginning of a text, for a message: a string of a megabyte must not make a message of a megabyte. What is cut off
 * is shown as `…`, and no surrogate pair is cut in two.
 *
 * @param longest - how many UTF-16 units are shown
 */
export function excerpt(text: string, longest: number = longestExcerpt): string {
  if (text.length <= longest) return text;
  const cutsPair = (text.codePointAt(longest - 1) ?? 0) > 0xffff;
  return `${text.slice(0, cutsPair ? longest - 1 : longest)}…`;
}

/** How much of an expression a message shows, in UTF-16 units. */
export const longestExcerpt = 40;
