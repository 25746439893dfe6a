import { readOr } from '../input/read-or.ts';
/** How many bytes a text has in UTF-8; half of a surrogate pair counts as U+FFFD, which it becomes. */
export function byteLength(text: string): number {
  return readOr(0, () => new TextEncoder().encode(text).length);
}
