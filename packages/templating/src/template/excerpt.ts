/**
 * The beginning of a text, for a message: a string of a megabyte must not make a message of a megabyte. The missing
 * part is shown as `…`, and no surrogate pair is split.
 *
 * @param longest - the most UTF-16 units to show
 */
export function excerpt(text: string, longest: number = longestExcerpt): string {
  if (text.length <= longest) return text;
  const cutsPair = (text.codePointAt(longest - 1) ?? 0) > 0xffff;
  return `${text.slice(0, cutsPair ? longest - 1 : longest)}…`;
}

/** The most UTF-16 units of an expression that a message shows. */
export const longestExcerpt = 40;
