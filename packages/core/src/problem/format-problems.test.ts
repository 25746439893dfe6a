import { describe, expect, it } from 'vitest';
import { sourceText } from '../manifest/source-text.ts';
import { formatProblems } from './format-problems.ts';
import type { Problem } from './problem.ts';

describe('formatProblems', () => {
  it('prints message, place, frame and hint', () => {
    const problem: Problem = {
      ...at('a: b\nspec:\n  imge: x\n', 'imge'),
      path: ['spec', 'imge'],
      resource: { kind: 'Function', namespace: 'demo', name: 'pg' },
      hint: 'did you mean `image`?',
    };
    expect(formatProblems([problem, { ...problem, severity: 'warning' }])).toBe(`error[wrong-thing]: it is wrong
  at a.yaml:3:3 (Function demo/pg, spec.imge)

  1 | a: b
  2 | spec:
> 3 |   imge: x
    |   ^^^^

  hint: did you mean \`image\`?

warning[wrong-thing]: it is wrong
  at a.yaml:3:3 (Function demo/pg, spec.imge)

  1 | a: b
  2 | spec:
> 3 |   imge: x
    |   ^^^^

  hint: did you mean \`image\`?`);
  });

  it.each<[string, string, Partial<Problem>]>([
    ['nothing but the message', 'error[wrong-thing]: it is wrong', {}],
    ['the path', 'error[wrong-thing]: it is wrong\n  at spec.args[3]', { path: ['spec', 'args', 3] }],
    ['the resource', 'error[wrong-thing]: it is wrong\n  at Task t', { resource: { kind: 'Task', name: 't' } }],
    ['its kind', 'error[wrong-thing]: it is wrong\n  at Task', { resource: { kind: 'Task' } }],
    ['the hint', 'error[wrong-thing]: it is wrong\n  hint: write it', { hint: 'write it' }],
  ])('without a source prints %s', (_, expected, part) => {
    expect(formatProblems([{ ...bare, ...part }])).toBe(expected);
  });

  it('prints a note', () => {
    expect(formatProblems([{ ...bare, severity: 'note' }])).toBe('note[wrong-thing]: it is wrong');
    expect(formatProblems([{ ...bare, severity: 'note' }], { color: true })).toContain('\x1B[34m');
  });

  it.each([
    ['an edit', 'imge', 'image', undefined, '\n\n  fix: write `image` in place of `imge`'],
    ['an edit beside a hint', 'imge', 'image', 'look', '\n\n  hint: look\n  fix: write `image` in place of `imge`'],
    ['an edit that the hint says', 'imge', 'image', 'did you mean `image`?', '\n\n  hint: did you mean `image`?'],
    ['a removal', 'imge', '', undefined, '\n\n  fix: remove `imge`'],
    ['an insertion', '', 'x', undefined, '\n\n  fix: write `x` there'],
    ['lines', 'imge', 'a:\n  b: c\n', undefined, '\n\n  fix: write this in place of `imge`\n  + a:\n  +   b: c'],
    ['many lines', 'imge: x\nb', 'a', undefined, '\n\n  fix: write `a` in place of lines 1 to 2'],
    ['their removal', 'imge: x\nb', '', undefined, '\n\n  fix: remove lines 1 to 2'],
  ])('prints %s', (_, needle, text, hint, expected) => {
    const problem = at('imge: x\nb', needle);
    const { source: span } = problem;
    const fix = span === undefined ? {} : { fix: { span, text } };
    const printed = formatProblems([{ ...problem, ...fix, ...(hint === undefined ? {} : { hint }) }]);
    expect(printed.endsWith(expected)).toBe(true);
  });

  it('prints nothing for no problems', () => {
    expect(formatProblems([])).toBe('');
  });

  it('colours where it is told to, and leaves the text the same', () => {
    const problem = { ...at('a: b', 'b'), hint: 'c' };
    const colored = formatProblems([problem], { color: true });
    expect(colored).toContain('\x1B[31m');
    expect(formatProblems([{ ...problem, severity: 'warning' }], { color: true })).toContain('\x1B[33m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
    expect(colored.replaceAll(/\x1B\[\d+m/g, '')).toBe(formatProblems([problem]));
  });

  it.each([
    ['ASCII', 'a: b X', '     ^'],
    ['Chinese', '数据库 X', '       ^'],
    ['a Chinese range', 'a: 据 X', '   ^^', '据'],
    ['an emoji', '😀 X', '   ^'],
    ['a family', '👨‍👩‍👧‍👦 X', '   ^'],
    ['a flag', '🇩🇪 X', '   ^'],
    ['an accent that combines', 'e\u0301 X', '  ^'],
    ['a full-width letter', 'Ａ X', '   ^'],
    ['a tab', '\tX', ' ^'],
    ['a hidden space', 'a\u200B X', '   ^'],
    ['a control character', 'a\x1B[31m X', '       ^'],
  ])('puts the caret under what is behind %s', (_, line, carets, needle = 'X') => {
    const [frame, below] = formatProblems([at(line, needle)])
      .split('\n')
      .slice(-2);
    expect(frame?.startsWith('> 1 | ')).toBe(true);
    expect(below?.slice('    | '.length)).toBe(carets);
  });

  it('shows what is hidden or would move the cursor as �', () => {
    const text = 'a:\u200Bb\u202Ec\x1B[2Jd\x85e\uFEFF';
    const printed = formatProblems([{ ...at(text, 'b'), message: `not ${text}`, hint: text, path: [text] }]);
    for (const hidden of ['\u200B', '\u202E', '\x1B', '\x85', '\uFEFF']) expect(printed).not.toContain(hidden);
    expect(printed).toContain('a:�b�c�[2Jd');
  });

  it('cuts a long line to the part in question', () => {
    const text = `k: ${'x'.repeat(300)}HERE${'y'.repeat(300)}`;
    const [frame = '', below = ''] = formatProblems([at(text, 'HERE')])
      .split('\n')
      .slice(-2);
    expect(frame.length).toBeLessThan(130);
    expect(frame).toMatch(/^> 1 \| …x+HEREy+…$/);
    expect(frame.slice(below.indexOf('^'), below.lastIndexOf('^') + 1)).toBe('HERE');
  });

  it('marks every line of a range, and underlines the first', () => {
    expect(formatProblems([at('a\nb: "c\nd"\ne\n', '"c\nd"')])).toContain(`
  1 | a
> 2 | b: "c
    |    ^^
> 3 | d"
  4 | e`);
  });

  it('does not mark the line behind a range that ends with a line break', () => {
    expect(formatProblems([at('a\nb\nc\n', 'b\n')])).toContain('> 2 | b\n    | ^\n  3 | c');
  });

  it.each([
    ['an empty text', '', 0, 0, '> 1 |\n    | ^'],
    ['the end of a line', 'ab\ncd', 2, 2, '> 1 | ab\n    |   ^\n  2 | cd'],
    ['the end of the text', 'ab\n', 3, 3, '  1 | ab\n> 2 |\n    | ^'],
    ['a line number of two digits', 'a\n'.repeat(10), 18, 19, '   9 | a\n> 10 | a\n     | ^'],
    ['a text without a file', 'a', 0, 1, '<input>:1:1'],
  ])('prints %s', (_, text, start, end, expected) => {
    expect(formatProblems([{ ...bare, source: sourceText(text).span(start, end) }])).toContain(expected);
  });
});

const bare: Problem = { code: 'wrong-thing', severity: 'error', message: 'it is wrong', path: [] };

function at(text: string, needle: string): Problem {
  const start = text.indexOf(needle);
  return { ...bare, source: sourceText(text, 'a.yaml').span(start, start + needle.length) };
}
