/** The state of the fast reader in the text of a document: its current line, which is neither blank nor a comment. */
export interface Lines {
  readonly text: string;
  /** The offset of the first character of the line that is not read yet: behind its indentation, or behind dashes. */
  at: number;
  /** The column of `at`, and -1 behind the last line. */
  column: number;
  /** The offset of the end of the line. */
  end: number;
  /** True if the lines above, up to the one that was read before, are neither blank nor comments. */
  isNext: boolean;
  /** True once there is something that this reader does not read. No line is left then. */
  isGivenUp: boolean;
}

/** Begins with the first line of a text that is neither blank nor a comment. */
export function linesOf(text: string, start: number): Lines {
  const lines: Lines = { text, at: start, column: -1, end: start - 1, isNext: true, isGivenUp: false };
  nextLine(lines);
  return lines;
}

/** Moves to the next line that is neither blank nor a comment. */
export function nextLine(lines: Lines): void {
  const { text } = lines;
  lines.isNext = true;
  for (let start = lines.end + 1; start < text.length; start = lines.end + 1) {
    let at = start;
    while (text.charCodeAt(at) === space) at++;
    lines.end = endOfLine(text, at);
    const code = text.charCodeAt(at);
    if (at < lines.end && code !== hash) {
      lines.at = at;
      lines.column = at - start;
      return;
    }
    lines.isNext = false;
  }
  lines.at = text.length;
  lines.end = text.length;
  lines.column = -1;
}

/** Leaves the document to the slow reader. */
export function giveUp(lines: Lines): undefined {
  lines.isGivenUp = true;
  lines.at = lines.text.length;
  lines.end = lines.text.length;
  lines.column = -1;
  return undefined;
}

/** Moves behind a value. Only a comment may follow it on its line. */
export function endLine(lines: Lines, at: number): void {
  if (isBlankFrom(lines, at)) nextLine(lines);
  else giveUp(lines);
}

/** True where nothing but spaces and a comment follows on the line. */
export function isBlankFrom({ text, end }: Lines, at: number): boolean {
  if (at === end) return true;
  const rest = skipSpaces(text, at);
  return rest === end || (rest > at && text.charCodeAt(rest) === hash);
}

/** The offset of the first character that is no space. */
export function skipSpaces(text: string, at: number): number {
  let next = at;
  while (text.charCodeAt(next) === space) next++;
  return next;
}

/** The offset of the line break that ends a line, or that of the end of the text. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** The most levels of lists and objects. Deeper ones are left to the slow reader, which has a limit of its own. */
export const deepest = 100;

export const space = 0x20;
export const newline = 0x0a;
export const hash = 0x23;
export const colon = 0x3a;
export const dash = 0x2d;
