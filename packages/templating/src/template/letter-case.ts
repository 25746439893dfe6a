/**
 * Puts the first character or every character in upper or lower case. Each one becomes one character, as in bash with a
 * UTF-8 locale: `straße` becomes `STRAßE`, and a final `Σ` becomes `σ`.
 */
export function changeCase(text: string, which: 'first' | 'every', to: 'upper' | 'lower'): string {
  const change = to === 'upper' ? toUpper : toLower;
  return which === 'first' ? changeFirst(text, change) : changeEvery(text, change);
}

function changeFirst(text: string, change: (character: string) => string): string {
  const first = firstCharacter(text);
  return change(first) + text.slice(first.length);
}

function changeEvery(text: string, change: (character: string) => string): string {
  if (isAscii(text)) return change === toUpper ? text.toUpperCase() : text.toLowerCase();
  let changed = '';
  for (const character of text) changed += change(character);
  return changed;
}

/**
 * JavaScript turns one character into several where SpecialCasing.txt of Unicode says so. The simple mapping of
 * UnicodeData.txt, as in towupper(), then keeps the character. Only the Greek letters with an iota below differ.
 */
function toUpper(character: string): string {
  const upper = character.toUpperCase();
  return isOneCharacter(upper) ? upper : withCapitalIota(character);
}

/** Only `İ` becomes two characters in lower case. */
function toLower(character: string): string {
  const lower = character.toLowerCase();
  return isOneCharacter(lower) ? lower : firstCharacter(lower);
}

/**
 * U+1F80–1FAF has groups of eight small letters with their eight capitals. Besides, there are three letters without an
 * accent.
 */
function withCapitalIota(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCharCode(code | 8);
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCharCode(code + 9);
  return character;
}

function firstCharacter(text: string): string {
  const code = text.codePointAt(0);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function isOneCharacter(text: string): boolean {
  return text.length <= 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}
