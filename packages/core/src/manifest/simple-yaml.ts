import { isUnclosedTemplate } from './unquoted-template.ts';

/**
 * Whether a document has nothing in it that two readers of YAML may take for different things: types, aliases, merge
 * keys, directives, keys that are marked, missing, very long or no text, tabs, line breaks of old, quoted texts and
 * brackets over several lines that are not indented, blocks with an indentation of their own, dashes alone.
 *
 * It errs on the side of no. All characters are looked at once, in a loop without a call, because js-yaml needs no more
 * than some 20 ns for one; only what is found is looked at closer.
 *
 * @returns `none` where it has; `brackets` where lists or objects stand in brackets, `lines` where none do
 */
export function simplicityOf(text: string): 'lines' | 'brackets' | 'none' {
  const found = signsIn(text);
  if (!isSimple(text, found)) return 'none';
  return (found & sign.bracket) === 0 ? 'lines' : 'brackets';
}

function isSimple(text: string, found: number): boolean {
  if ((found & refused) !== 0) return false;
  if ((found & sign.return) !== 0 && /\r(?!\n)/.test(text)) return false;
  if ((found & sign.bang) !== 0 && /(?:^|[\s,[{:])!/.test(text)) return false;
  if ((found & sign.ampersand) !== 0 && /(?:^|[\s,[{:])&\S/.test(text)) return false;
  if ((found & sign.question) !== 0 && /(?:^|[\s,[{])\?(?:\s|$)/.test(text)) return false;
  if ((found & sign.less) !== 0 && /<<(?=[\s:,\]}]|$)/.test(text)) return false;
  if ((found & sign.block) !== 0 && /[|>][-+]?[1-9]|\n +\r?(?:\n|$)/.test(text)) return false;
  if ((found & sign.double) !== 0 && /(?:^|[\s,[{:])"(?:[^"\\\n]|\\[^\n])*\\?$/m.test(text)) return false;
  if ((found & sign.single) !== 0 && /(?:^|[\s,[{:])'[^'\n]*(?:''[^'\n]*)*$/m.test(text)) return false;
  if ((found & sign.bracket) !== 0 && /[\]}]\s*:\s|\{\s*[[{]|,\s*\[/.test(text)) return false;
  if ((found & sign.template) !== 0 && mayCutTemplate.test(text) && cutsTemplate(text)) return false;
  if ((found & sign.open) !== 0 && !isIndented(text)) return false;
  if ((found & sign.percent) !== 0 && /^%/m.test(text)) return false;
  if ((found & sign.longLine) !== 0 && hasLongKey(text)) return false;
  if (text.includes('#') && commentBeforeText.test(text)) return false;
  if (text.includes('...') && /^\.\.\.(?:\s|$)/m.test(text)) return false;
  return !text.startsWith('---') || /^---(?: +#.*| *)\r?(?:\n|$)/.test(text);
}

/** A comment between a key and the text that is its value, which the slow reader takes at some indentations alone. */
const commentBeforeText = /:[ ]*\r?\n(?:[ ]*#[^\n]*\n)+[ ]+(?!-[ \r\n])[^\s#:][^:\n]*(?:\n|$)/;

/** What a text has of each, as bits. */
const sign = {
  /** A character that is refused, or that readers take for different things wherever it stands; a tab among them. */
  odd: 1,
  /** A carriage return. */
  return: 1 << 1,
  bang: 1 << 2,
  ampersand: 1 << 3,
  question: 1 << 4,
  less: 1 << 5,
  /** A bar, or a greater-than sign. */
  block: 1 << 6,
  double: 1 << 7,
  single: 1 << 8,
  /** A bracket or a brace that is not that of a `${`. */
  bracket: 1 << 9,
  /** Brackets that are not closed on their line. */
  open: 1 << 10,
  percent: 1 << 11,
  /** A colon without a key before it, which js-yaml gives the key `null`. */
  missingKey: 1 << 12,
  /** A dash whose item stands further away than behind one space, or a separator inside of the text. */
  dashAlone: 1 << 13,
  /** A line that may have a key of more than 1024 characters, which is none to a parser that keeps to the letter. */
  longLine: 1 << 14,
  /** A `${`. */
  template: 1 << 15,
  /** A character whose neighbours are looked at. */
  look: 1 << 16,
} as const;

const refused = sign.odd | sign.missingKey | sign.dashAlone;

function signsIn(text: string): number {
  let found = 0;
  let previous = newline;
  let open = 0;
  let lineStart = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const signs = code < signOf.length ? (signOf[code] ?? 0) : isOdd(code) ? sign.odd : 0;
    found |= signs;
    if ((signs & sign.look) !== 0) {
      if (code === newline) {
        if (open !== 0) found |= sign.open;
        if (at - lineStart > longestKey) found |= sign.longLine;
        open = 0;
        lineStart = at + 1;
      } else if (code === colon) {
        if (beforeKey.has(previous)) found |= sign.missingKey;
      } else if (code === dash) {
        if (at === lineStart || previous === space) found |= dashSigns(text, at, at === lineStart && at > 0);
      } else if (code === openBrace || code === openBracket) {
        open++;
        found |= previous === dollar ? sign.template : sign.bracket;
      } else {
        open--;
      }
    }
    previous = code;
  }
  if (open !== 0) found |= sign.open;
  return text.length - lineStart > longestKey ? found | sign.longLine : found;
}

function dashSigns(text: string, at: number, isLineStart: boolean): number {
  const next = text.charCodeAt(at + 1);
  if (next === newline || next === carriageReturn || Number.isNaN(next)) return sign.dashAlone;
  if (next === space) {
    const behind = text.charCodeAt(at + 2);
    const isFar = behind === space || behind === newline || behind === carriageReturn || behind === hash;
    return isFar || Number.isNaN(behind) ? sign.dashAlone : 0;
  }
  return isLineStart && next === dash && text.charCodeAt(at + 2) === dash ? sign.dashAlone : 0;
}

/** What is no part of a manifest, and line breaks and marks that readers differ on. */
function isOdd(code: number): boolean {
  return code <= 0x9f || code === 0x2028 || code === 0x2029 || code === 0xfeff || code >= 0xfffe;
}

/** A list or an object over several lines: each is indented deeper than the line that opens it. */
function isIndented(text: string): boolean {
  let open = 0;
  let column = 0;
  for (let start = 0, end: number; start < text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    let indent = start;
    while (text.charCodeAt(indent) === space) indent++;
    const isBlank = indent >= end || text.charCodeAt(indent) === carriageReturn;
    if (open > 0 && !isBlank && indent - start <= column) return false;
    if (open === 0) {
      while (text.charCodeAt(indent) === dash && text.charCodeAt(indent + 1) === space) indent += 2;
      column = indent - start;
    }
    open += openedIn(text, start, end);
    if (open < 0) return false;
  }
  return open === 0;
}

/** How many brackets a line opens and does not close, whether they are brackets of YAML or characters of a text. */
function openedIn(text: string, start: number, end: number): number {
  let open = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === openBrace || code === openBracket) open++;
    else if (code === closeBrace || code === closeBracket) open--;
  }
  return open;
}

/** Whether a comment or a colon may cut a `${...}`, because it stands without quotes. */
function cutsTemplate(text: string): boolean {
  for (const [line] of text.matchAll(/\$\{.*/g)) {
    for (const { index } of line.matchAll(/\s#|:(?:\s|$)/g)) {
      if (isUnclosedTemplate(line.slice(0, index))) return true;
    }
  }
  return false;
}

/** A long line is harmless whose key is short and whose value is a text. */
function hasLongKey(text: string): boolean {
  for (let at = 0, end: number; at < text.length; at = end + 1) {
    end = text.indexOf('\n', at);
    if (end === -1) end = text.length;
    if (end - at > longestKey && !/^[ -]*[\w./-]{1,200}: +[^\s[{]/.test(text.slice(at, at + longestKey))) return true;
  }
  return false;
}

const longestKey = 1000;

/** A comment or a colon behind a `${`. */
const mayCutTemplate = /\$\{[^\n]*(?:\s#|:(?:\s|$))/m;

const newline = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const hash = 0x23;
const dollar = 0x24;
const dash = 0x2d;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Behind these, a colon has no key. */
const beforeKey: ReadonlySet<number> = new Set([newline, space, 0x2c, openBracket, openBrace]);

/** The signs of each character of ASCII. */
const signOf: Uint32Array = /* @__PURE__ */ signsOfAscii();

function signsOfAscii(): Uint32Array {
  const signs = new Uint32Array(128).fill(sign.odd, 0, space).fill(sign.odd, 0x7f);
  for (const [characters, bits] of [
    ['\r', sign.return],
    ['!', sign.bang],
    ['&', sign.ampersand],
    ['?', sign.question],
    ['<', sign.less],
    ['|>', sign.block],
    ['"', sign.double],
    ["'", sign.single],
    [']', sign.look | sign.bracket],
    ['%', sign.percent],
    ['\n:-[{}', sign.look],
  ] as const) {
    for (const character of characters) signs[character.charCodeAt(0)] = bits;
  }
  return signs;
}
