import { type FoundLookalike, findLookalikes, nameCharacter } from '../../problem/lookalikes.ts';
import { type Line, lineAt, linesAbove } from './line.ts';
import type { Diagnosis, Failure, Mistake } from './mistake.ts';

/** A character that looks like one of YAML's own, where only YAML's own will do. */
export const lookalike: Mistake = (failure) => {
  for (const line of linesOf(failure)) {
    const found = findLookalikes(line.text).find((character) => isAtWork(character, line.text));
    if (found !== undefined) return diagnose(found, line);
  }
  return undefined;
};

/**
 * The lines that the parser took together, and the one above. A character there that looks like a space made it do so.
 */
function linesOf({ text, line, end }: Failure): ReadonlyArray<Line> {
  const lines = [line];
  for (let last = line; lines.length < mostLines; ) {
    const next = last.start + last.text.length + 1;
    if (next >= end || next >= text.length) break;
    last = lineAt(text, next);
    lines.push(last);
  }
  const [above] = linesAbove(text, line);
  return above === undefined ? lines : [...lines, above];
}

const mostLines = 5;

/** True where the line can only be read as it looks if the character is the one that it looks like. */
function isAtWork({ ascii, offset, character }: FoundLookalike, text: string): boolean {
  const before = text.slice(0, offset);
  const behind = text.slice(offset + character.length);
  switch (ascii) {
    case ' ':
    case '':
      return /^[\s-]*$/.test(before) || /^\s*(?:-\s+)*[\w./"'-]+:\s*$/.test(before);
    case ':':
      return /^\s*(?:-\s+)*[\w./-]+\s*$/.test(before);
    case '-':
      return /^\s*(?:-\s+)*$/.test(before) && /^\s/.test(behind);
    case '"':
    case "'":
      return /(?:^\s*(?:-\s+)*|:\s+|[[{,]\s*)$/.test(before);
    case '[':
    case '{':
      return /(?:^\s*(?:-\s+)*|:\s+)$/.test(before);
    case ',':
    case ']':
    case '}':
      return /:\s+[[{]/.test(before);
    default:
      return false;
  }
}

function diagnose({ ascii, character, offset }: FoundLookalike, line: Line): Diagnosis {
  const start = line.start + offset;
  const name = nameCharacter(character);
  const range = { start, end: start + character.length };
  if (ascii === '') {
    return {
      ...range,
      message: `${name} stands here, which nobody sees`,
      hint: 'remove it',
      edit: { ...range, text: '' },
    };
  }
  if (ascii === ' ') {
    const run = runOf(line.text, offset);
    const edit = { start, end: start + run.length, text: ' '.repeat(run.length) };
    return { ...edit, message: `${name} stands where YAML needs a space`, hint: 'write a space', edit };
  }
  const isQuote = ascii === '"' || ascii === "'";
  const message = `\`${character}\` is ${name}, where YAML needs \`${ascii}\``;
  const behind = line.text.slice(offset + character.length);
  if (isQuote) {
    const closing = findLookalikes(behind).find((other) => other.ascii === ascii);
    const inside = behind.slice(0, closing?.offset ?? 0);
    if (closing === undefined || /["'\\]/.test(inside)) return { ...range, message, hint: 'write straight quotes' };
    const end = range.end + closing.offset + closing.character.length;
    return {
      ...range,
      message,
      hint: 'write straight quotes',
      edit: { start, end, text: `${ascii}${inside}${ascii}` },
    };
  }
  // A colon or a dash means something to YAML only with a space behind it.
  const needsSpace = ascii === ':' && !/^(?:[ \t]|$)/.test(behind);
  const text = needsSpace ? `${ascii} ` : ascii;
  return { ...range, message, hint: `write \`${ascii}\``, edit: { ...range, text } };
}

/** The run of characters from an offset on that stand for spaces. */
function runOf(text: string, offset: number): string {
  return /^[^\S \t\r\n]+/.exec(text.slice(offset))?.[0] ?? text.charAt(offset);
}
