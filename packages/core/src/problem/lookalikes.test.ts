import { describe, expect, it } from 'vitest';
import { findLookalikes, lookalikeOf, nameCharacter } from './lookalikes.ts';

describe('lookalikeOf', () => {
  it.each([
    ['\u00a0', ' '],
    ['\u3000', ' '],
    ['\u200b', ''],
    ['\u00ad', ''],
    ['\u202e', ''],
    ['\ufeff', ''],
    ['：', ':'],
    ['，', ','],
    ['“', '"'],
    ['’', "'"],
    ['–', '-'],
    ['Ａ', 'A'],
  ])('%j stands for %j', (character, ascii) => {
    expect(lookalikeOf(character)?.ascii).toBe(ascii);
  });

  it.each(['a', ' ', ':', 'é', '日', '…', '😀'])('%j is what it looks like', (character) => {
    expect(lookalikeOf(character)).toBeUndefined();
  });
});

describe('nameCharacter', () => {
  it.each([
    ['\u00a0', 'a no-break space (U+00A0)'],
    ['：', 'a full-width colon (U+FF1A)'],
    ['日', 'the character (U+65E5)'],
  ])('%j is %s', (character, name) => {
    expect(nameCharacter(character)).toBe(name);
  });
});

describe('findLookalikes', () => {
  it('finds each of them, at its offset in UTF-16 code units', () => {
    const found = findLookalikes('😀“a\u200b–é');
    expect(found.map(({ character, offset }) => [character, offset])).toEqual([
      ['“', 2],
      ['\u200b', 4],
      ['–', 5],
    ]);
    expect(findLookalikes('--plain ascii')).toEqual([]);
  });
});
