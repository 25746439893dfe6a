import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { excerpt } from './excerpt.ts';
import { parseText } from './parse.ts';
import { renderTemplate } from './render-template.ts';

describe('excerpt', () => {
  it.each([
    ['what is short', 'abcd', 4, 'abcd'],
    ['the beginning', 'abcde', 4, 'abcd…'],
    ['no half of a surrogate pair', 'abc😀e', 4, 'abc…'],
    ['a whole pair at the end', 'ab😀e', 4, 'ab😀…'],
  ])('shows %s', (_, text, longest, shown) => {
    expect(excerpt(text, longest)).toBe(shown);
  });
});

describe('messages and hints', () => {
  const long = 'a'.repeat(1_000_000);
  it.each([
    ['unresolved-variable', `\${ABSENT#${long}}`],
    ['unresolved-variable', `\${${long}}`],
    ['unresolved-variable', `\${ABSENT:?${long}}`],
    ['empty-variable', `\${EMPTY:?${long}}`],
    ['unclosed-expression', `\${${long}`],
    ['unexpected-operand', `\${${long}^^x}`],
    ['unknown-operator', `\${${long}@Q}`],
    ['unknown-operator', `\${A-${long}}`],
    ['invalid-name', `\${${long}.b}`],
    ['invalid-name', `\${a.${long}}`],
    ['invalid-name', `\${ ${long}}`],
    ['missing-operand', `\${A:${long}:}`],
    ['invalid-offset', `\${A:${long}}`],
    ['invalid-length', `\${A:0:${long}}`],
    ['negative-length', `\${A:0:-${'9'.repeat(1_000_000)}}`],
  ])('of %s are short, however long the expression is', (code, text) => {
    const { template, problems } = parseText(text);
    const rendered = renderTemplate(template, { EMPTY: '' });
    const found = [...problems, ...(isLeft(rendered) ? rendered.left : [])];
    expect(found.map((problem) => problem.code)).toContain(code);
    for (const { message, hint = '' } of found) {
      expect(message.length).toBeLessThan(600);
      expect(hint.length).toBeLessThan(200);
    }
  });
});
