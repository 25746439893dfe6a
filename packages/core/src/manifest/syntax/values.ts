import { inQuotes } from '../../codec/in-quotes.ts';
import { lineBelow, partsOf } from './line.ts';
import { clip, type Diagnosis, type Edit, type Failure, type Mistake } from './mistake.ts';

/** A `${X}` without quotes between [ ] or { }, where YAML cuts a text at a brace. */
export const templateInFlow: Mistake = ({ line, at }) => {
  const before = line.text.slice(0, at - line.start);
  const rest = line.text.slice(at - line.start);
  if (!rest.startsWith('{') || !before.endsWith('$')) return undefined;
  const message = '`${` without quotes cannot stand between [ ] or { }';
  const hint = 'put each value with `${...}` between [ ] or { } in quotes';
  const [expression] = /^\{[^{}]*\}/.exec(rest) ?? [];
  if (expression === undefined) return { start: at - 1, end: at + 1, message, hint };
  const [head = '$'] = /[^\s,[\]{}"']{0,80}\$$/.exec(before) ?? [];
  const [tail = ''] = /^(?:\$\{[^{}]*\}|[^\s,[\]{}"']){0,80}/.exec(rest.slice(expression.length)) ?? [];
  const value = `${head}${expression}${tail}`;
  const start = at - head.length;
  return {
    start: at - 1,
    end: at + expression.length,
    message,
    hint: `${hint}: ${inQuotes(value)}`,
    edit: { start, end: start + value.length, text: inQuotes(value) },
  };
};

/** `image:busybox`, which YAML reads as one text. */
export const colonWithoutSpace: Mistake = ({ error, line, at }) => {
  if (error.code !== 'MULTILINE_IMPLICIT_KEY' && error.code !== 'MISSING_CHAR') return undefined;
  const value = line.text.slice(at - line.start).trimEnd();
  const [, key, rest] = /^([\w./-]+):([^\s:].*)$/.exec(value) ?? [];
  if (key === undefined || rest === undefined) return undefined;
  const colon = at + key.length + 1;
  return {
    start: at,
    end: at + value.length,
    message: `\`${clip(value)}\` is not a key and a value`,
    hint: `write a space behind the colon: \`${key}: ${clip(rest)}\``,
    edit: { start: colon, end: colon, text: ' ' },
  };
};

/** `version: "10.2"-v2`: text behind a closing quote. */
export const textBehindQuote: Mistake = (failure) => {
  const { line, parts, at } = failure;
  const [, quoted, blank, rest] = quotedWithMore.exec(parts.value) ?? [];
  const start = line.start + parts.valueColumn;
  if (quoted === undefined || blank === undefined || rest === undefined) return undefined;
  if (at < start + quoted.length || at > start + parts.value.length) return undefined;
  const quote = quoted.charAt(0);
  const inside = quoted.slice(1, -1);
  const whole = meantBy({ quote, inside, blank, rest }, parts.value);
  return {
    start: start + quoted.length + blank.length,
    end: start + parts.value.length,
    message: `\`${clip(rest)}\` stands behind the closing quote of a value`,
    hint: `put all of the value in quotes: ${clip(whole)}`,
    edit: replaceValue(failure, whole),
  };
};

/**
 * The value that was meant. For "10.2"-v2 it is one word, and for 'it's' the text between the outer quotes. Otherwise
 * it is the value as it stands.
 */
function meantBy(
  { quote, inside, blank, rest }: Readonly<Record<'quote' | 'inside' | 'blank' | 'rest', string>>,
  value: string,
): string {
  if (blank === '' && rest.endsWith(quote)) return inQuotes(value.slice(1, -1));
  return blank === '' && !/["'\\]/.test(rest) ? `${quote}${inside}${rest}${quote}` : inQuotes(value);
}

const quotedWithMore = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(\s*)(\S.*)$/;

/** `schedule: *\/5 * * * *`: a value whose first character means something else to YAML. */
export const specialFirstCharacter: Mistake = (failure) => {
  const { error, line, parts, at } = failure;
  const start = line.start + parts.valueColumn;
  const first = parts.value.charAt(0);
  const meaning = meanings.get(first);
  if (meaning === undefined || at < start || at > start + parts.value.length) return undefined;
  // A list or an object with a mistake inside is still one. A value with more text behind its end was meant as text.
  if ((first === '[' || first === '{') && !error.message.endsWith('at node end')) return undefined;
  const isBlock = first === '|' || first === '>';
  if (isBlock && !/^(?:Block scalar header|Not a YAML token)/.test(error.message)) return undefined;
  const below = lineBelow(failure.text, line);
  const hasLines = isBlock && below !== undefined && partsOf(below).indent > parts.column;
  return {
    start,
    end: start + parts.value.length,
    message:
      parts.value === first
        ? `\`${first}\` stands alone, ${meaning}`
        : `\`${clip(parts.value)}\` begins with ${first === '`' ? 'a backtick' : `\`${first}\``}, ${meaning}`,
    hint: hasLines
      ? `write nothing behind \`${first}\`, and the text on the lines below`
      : `put the value in quotes: ${clip(inQuotes(parts.value))}`,
    edit: hasLines ? undefined : replaceValue(failure, inQuotes(parts.value)),
  };
};

/** Writes a text as a value on one line, in quotes where its first character needs them. */
export function asValue(text: string): string {
  return meanings.has(text.charAt(0)) ? inQuotes(text) : text;
}

const meanings: ReadonlyMap<string, string> = new Map([
  ['*', 'by which YAML names an alias'],
  ['&', 'by which YAML gives a value a name'],
  ['!', 'by which YAML gives a value a type'],
  ['@', 'which YAML reserves'],
  ['`', 'which YAML reserves'],
  ['%', 'which YAML keeps for its directives'],
  ['|', 'by which YAML begins a block of lines'],
  ['>', 'by which YAML begins a block of lines'],
  ['[', 'by which YAML begins a list'],
  ['{', 'by which YAML begins an object'],
  [']', 'by which YAML ends a list'],
  ['}', 'by which YAML ends an object'],
  [',', 'by which YAML separates items'],
]);

/** `args: --x=${X:=a: b}`, `metadata: name: pg`: a colon and a space in a value. */
export const colonInValue: Mistake = (failure) => {
  const { error, line, at, parts } = failure;
  if (error.code !== 'BLOCK_AS_IMPLICIT_KEY' && error.code !== 'BLOCK_IN_FLOW') return undefined;
  if (error.code === 'BLOCK_IN_FLOW') return colonInFlow(failure);
  const isValueOfLine = at === line.start + parts.valueColumn;
  const value = isValueOfLine ? parts.value : line.text.slice(at - line.start).trimEnd();
  const range = { start: at, end: at + value.length };
  const message = `\`${clip(value)}\` is a key and a value where only a value can stand`;
  const [, key] = /^([A-Za-z]\w*):(?:\s|$)/.exec(value) ?? [];
  const quoted = `put the value in quotes: ${clip(inQuotes(value))}`;
  if (key === undefined || !isValueOfLine || parts.key === undefined) {
    const edit = isValueOfLine ? replaceValue(failure, inQuotes(value)) : undefined;
    return { ...range, message, hint: quoted, edit };
  }
  const hint = `write \`${key}\` on a line of its own, indented deeper than \`${parts.key}\`; or ${quoted}`;
  const endOfKey = line.start + line.text.slice(0, parts.valueColumn).trimEnd().length;
  const edit = { start: endOfKey, end: at, text: `\n${' '.repeat(parts.column + 2)}` };
  return { ...range, message, hint, edit: line.isWhole ? edit : undefined };
};

/** `[a: b: c]`: a second colon in a list or an object. */
function colonInFlow({ text, line, at, end }: Failure): Diagnosis | undefined {
  const value = text.slice(at, end).trimEnd();
  if (value.includes('\n') || end > line.start + line.text.length) return undefined;
  const range = { start: at, end: at + value.length };
  return {
    ...range,
    message: `\`${clip(value)}\` is a key and a value where only a value can stand`,
    hint: `put the value in quotes: ${clip(inQuotes(value))}`,
    edit: { ...range, text: inQuotes(value) },
  };
}

/** `"\d+"`: a backslash with a character that double quotes do not know. */
export const unknownEscape: Mistake = ({ error, text, at }) => {
  if (error.code !== 'BAD_DQ_ESCAPE') return undefined;
  const start = text.startsWith('\\', at) ? at : text.lastIndexOf('\\', at);
  const [written = '\\'] =
    /^\\(?:x[\da-f]{0,2}|u[\da-f]{0,4}|U[\da-f]{0,8}|.)/i.exec(text.slice(start, start + 10)) ?? [];
  return {
    start,
    end: start + written.length,
    message: `\`${written}\` means nothing in double quotes`,
    hint: `write the backslash twice, \`\\${written}\`, or put the text in single quotes`,
    edit: { start, end: start, text: '\\' },
  };
};

/** A quote that is never closed. */
export const openQuote: Mistake = ({ error, text, line, at }): Diagnosis | undefined => {
  if (!isMissingQuote(error)) return undefined;
  const value = line.text.slice(at - line.start).trimEnd();
  const quote = value.charAt(0);
  const end = at + value.length;
  const closes = line.isWhole && value.length > 1 && !value.slice(1).includes(quote) && !value.endsWith('\\');
  return {
    start: at,
    end: Math.max(at + 1, Math.min(text.length, end)),
    message: 'a quote is opened and not closed',
    hint: closes ? `close it: ${clip(`${value}${quote}`)}` : undefined,
    edit: closes ? { start: end, end, text: quote } : undefined,
  };
};

/** True for the failure of a quote without an end. The parser finds it at the end of the text. */
export function isMissingQuote({ code, message }: Failure['error']): boolean {
  return code === 'MISSING_CHAR' && message.startsWith('Missing closing');
}

function replaceValue({ line, parts }: Failure, text: string): Edit | undefined {
  const start = line.start + parts.valueColumn;
  return line.isWhole ? { start, end: start + parts.value.length, text } : undefined;
}
