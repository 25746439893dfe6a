import { readOr } from '../input/read-or.ts';
/** The number of bytes of a text in UTF-8. Half of a surrogate pair counts as U+FFFD, which it becomes. */
export function byteLength(text: string): number {
  return readOr(0, () => new TextEncoder().encode(text).length);
}
