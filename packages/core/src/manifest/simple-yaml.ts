import { isUnclosedTemplate } from './unquoted-template.ts';

/**
 * Tells if two readers of YAML must agree on a document, because it has nothing that they may read differently. Such
 * things are:
 * - types, aliases, merge keys, directives and tabs;
 * - keys that are marked, missing, very long or no text;
 * - old kinds of line breaks;
 * - quoted texts and brackets over several lines that are not indented;
 * - blocks with an indentation of their own, and dashes alone.
 *
 * In doubt, the answer is no. One loop without calls looks at every character, because js-yaml itself needs only some
 * 20 ns for each. Only characters that mean something are looked at closer.
 *
 * @returns `none` where they may disagree; `brackets` where lists or objects stand in brackets; `lines` otherwise
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

/** A comment between a key and its text, which the slow reader takes only at some indentations. */
const commentBeforeText = /:[ ]*\r?\n(?:[ ]*#[^\n]*\n)+[ ]+(?!-[ \r\n])[^\s#:][^:\n]*(?:\n|$)/;

/** The signs that a text can have, as bits. */
const sign = {
  /** A character that is refused, or that readers take for different things anywhere, such as a tab. */
  odd: 1,
  /** A carriage return. */
  return: 1 << 1,
  bang: 1 << 2,
  ampersand: 1 << 3,
  question: 1 << 4,
  less: 1 << 5,
  /** A bar or a greater-than sign. */
  block: 1 << 6,
  double: 1 << 7,
  single: 1 << 8,
  /** A bracket or a brace that does not belong to a `${`. */
  bracket: 1 << 9,
  /** Brackets that are still open at the end of their line. */
  open: 1 << 10,
  percent: 1 << 11,
  /** A colon without a key before it. For it, js-yaml makes a key `null`. */
  missingKey: 1 << 12,
  /** A dash with more than one space before its item, or a separator inside the text. */
  dashAlone: 1 << 13,
  /**
   * A line that may have a key of more than 1024 characters. A parser that keeps to the letter does not take it for a
   * key.
   */
  longLine: 1 << 14,
  /** A `${`. */
  template: 1 << 15,
  /** A character that makes its neighbours matter. */
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

/** True for characters that manifests do not have, and for line breaks and marks that readers treat differently. */
function isOdd(code: number): boolean {
  return code <= 0x9f || code === 0x2028 || code === 0x2029 || code === 0xfeff || code >= 0xfffe;
}

/** True where each list or object over several lines is indented deeper than the line that opens it. */
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

/** Counts the brackets that a line opens and does not close. They may be brackets of YAML or characters of a text. */
function openedIn(text: string, start: number, end: number): number {
  let open = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === openBrace || code === openBracket) open++;
    else if (code === closeBrace || code === closeBracket) open--;
  }
  return open;
}

/** True where a comment or a colon may cut a `${...}` that has no quotes around it. */
function cutsTemplate(text: string): boolean {
  for (const [line] of text.matchAll(/\$\{.*/g)) {
    for (const { index } of line.matchAll(/\s#|:(?:\s|$)/g)) {
      if (isUnclosedTemplate(line.slice(0, index))) return true;
    }
  }
  return false;
}

/** True for a line whose key may be too long. A long line with a short key and a text as its value is harmless. */
function hasLongKey(text: string): boolean {
  for (let at = 0, end: number; at < text.length; at = end + 1) {
    end = text.indexOf('\n', at);
    if (end === -1) end = text.length;
    if (end - at > longestKey && !/^[ -]*[\w./-]{1,200}: +[^\s[{]/.test(text.slice(at, at + longestKey))) return true;
  }
  return false;
}

const longestKey = 1000;

/** Matches a comment or a colon behind a `${`. */
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

/** A colon behind one of these has no key. */
const beforeKey: ReadonlySet<number> = new Set([newline, space, 0x2c, openBracket, openBrace]);

/** The signs of each ASCII character. */
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
