import { describe, expect, it } from 'vitest';
import { changeCase } from './letter-case.ts';

describe('changeCase', () => {
  it.each([
    ['straße', 'STRAßE'],
    ['ŉ ǰ ΐ և ﬁ', 'ŉ ǰ ΐ և ﬁ'],
    ['ǆ ß ÿ µ ı ſ', 'Ǆ ß Ÿ Μ I S'],
    ['ᾀᾗᾧ ᾳῃῳ', 'ᾈᾟᾯ ᾼῌῼ'],
    ['ᾈ ᾟ ᾼ', 'ᾈ ᾟ ᾼ'],
    ['𐐨😀日', '𐐀😀日'],
    ['a\ud83db', 'A\ud83dB'],
  ])('makes %s upper case, one character from one', (text, expected) => {
    expect(changeCase(text, 'every', 'upper')).toBe(expected);
  });

  it.each([
    ['ΣΑΣ', 'σας'.replace('ς', 'σ')],
    ['İI', 'ii'],
    ['𐐀ẞǅ', '𐐨ßǆ'],
  ])('makes %s lower case, one character from one', (text, expected) => {
    expect(changeCase(text, 'every', 'lower')).toBe(expected);
  });

  it('changes the first character alone', () => {
    expect(changeCase('𐐨ab', 'first', 'upper')).toBe('𐐀ab');
    expect(changeCase('ÉAB', 'first', 'lower')).toBe('éAB');
    expect(changeCase('', 'first', 'upper')).toBe('');
  });
});
