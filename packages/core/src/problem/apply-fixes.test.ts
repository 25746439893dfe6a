import { expect, it } from 'vitest';
import { sourceText } from '../manifest/source-text.ts';
import { applyFixes } from './apply-fixes.ts';
import type { Problem } from './problem.ts';

const text = 'imge: x\nargz: [y]\n';

it('replaces, inserts and removes, whatever the order of the problems', () => {
  expect(applyFixes(text, [fix(8, 12, 'args'), fix(0, 4, 'image'), fix(7, 7, ' # c'), fix(14, 17, '')])).toBe(
    'image: x # c\nargs: \n',
  );
});

it('applies the first of two that overlap', () => {
  expect(applyFixes(text, [fix(0, 7, 'a: b'), fix(0, 4, 'image'), fix(6, 7, 'z')])).toBe('a: b\nargz: [y]\n');
});

it('passes over what has no fix, and fixes of other files', () => {
  const { fix: _, ...without } = fix(0, 1, 'q');
  expect(applyFixes(text, [without, fix(0, 4, 'image', 'b.yaml')], 'a.yaml')).toBe(text);
});

function fix(start: number, end: number, replacement: string, file?: string): Problem {
  const span = sourceText(text, file).span(start, end);
  return { code: 'a', severity: 'error', message: 'm', path: [], fix: { span, text: replacement } };
}
