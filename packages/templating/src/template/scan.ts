import { type Operator, operatorsWith } from './operators.ts';

/** An operator behind a name, and the offset of its first operand. */
export interface ScannedOperator {
  readonly operator: Operator;
  readonly end: number;
}

/** The offset behind the name that begins at an offset; the same offset if no name begins there. */
export function scanName(text: string, offset: number): number {
  let end = offset;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (isAsciiNameCharacter(code)) end += 1;
    else if (code >= 0x80 && isLetterOrDigit(text.codePointAt(end) ?? 0))
      end += code >= 0xd800 && code < 0xe000 ? 2 : 1;
    else break;
  }
  return end;
}

/** The longest operator that begins at an offset. A `:` alone is the operator of a substring. */
export function scanOperator(text: string, offset: number): ScannedOperator | undefined {
  for (const entry of operatorsWith(text[offset])) {
    if (text.startsWith(entry.operator, offset))
      return { operator: entry.operator, end: offset + entry.operator.length };
  }
  return undefined;
}

/** The offset of the next character that may end a run of an operand's text, or the end of the text. */
export function scanOperandText(text: string, offset: number, delimiter: string): number {
  const delimiterCode = delimiter === '' ? closingBrace : delimiter.charCodeAt(0);
  let end = offset;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === closingBrace || code === dollar || code === backslash || code === delimiterCode) break;
    end += 1;
  }
  return end;
}

/**
 * Reads an integer with blanks around it, a sign and brackets, as in `${NAME: -1}` and `${NAME:(-1)}`.
 *
 * @returns undefined for any other text; also for a leading zero, because bash reads `010` as octal, and `08` not at
 * all
 */
export function scanInteger(text: string): number | undefined {
  let body = text.trim();
  if (body.startsWith('(') && body.endsWith(')')) body = body.slice(1, -1).trim();
  const negative = body.startsWith('-');
  const digits = negative || body.startsWith('+') ? body.slice(1) : body;
  if (digits === '' || (digits.length > 1 && digits.startsWith('0'))) return undefined;
  for (let index = 0; index < digits.length; index += 1) {
    const code = digits.charCodeAt(index);
    if (code < zero || code > nine) return undefined;
  }
  return negative ? -Number(digits) : Number(digits);
}

const zero = 0x30;
const nine = 0x39;
const dollar = 0x24;
const backslash = 0x5c;
const closingBrace = 0x7d;

function isAsciiNameCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= zero && code <= nine) || code === 0x5f
  );
}

/** Beyond ASCII, letters and decimal digits of every script belong to a name. */
function isLetterOrDigit(codePoint: number): boolean {
  return /^[\p{L}\p{Nd}]$/u.test(String.fromCodePoint(codePoint));
}
