import { expect, it } from 'vitest';
import { displayWidth } from './display-width.ts';

it.each([
  ['', 0],
  ['abc', 3],
  ['数据', 4],
  ['e\u0301', 1],
  ['😀', 2],
  ['👍🏽', 2],
  ['👨‍👩‍👧‍👦', 2],
  ['🇩🇪', 2],
  ['☎\uFE0F', 2],
  ['ﾊ', 1],
  ['한글', 4],
])('%j takes %i cells', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});
