import { fileURLToPath } from 'node:url';
import { applyFixes } from '@stash-functions/core/decode';
import { describe, expect, it } from 'vitest';
import { findingsOf, rulesPage } from '../scripts/rules-page.ts';
import { lintCodes } from './lint-code.ts';
import { rules } from './rules.ts';

describe('the rules', () => {
  it('are one for each code, in the order of the codes', () => {
    expect(rules.map(({ code }) => code)).toEqual(lintCodes);
  });

  it.each(rules)('$code finds something in its example, and nothing else does', (rule) => {
    const codes = new Set(findingsOf(rule).flatMap(({ code, severity }) => (severity === 'note' ? [] : [code])));
    expect([...codes, ...findingsOf(rule).map(({ code }) => code)]).toContain(rule.code);
    expect([...codes].filter((code) => code !== rule.code)).toEqual([]);
  });

  it.each(rules)('$code is explained in sentences', ({ meaning, explanation, cure }) => {
    for (const text of [meaning, explanation, cure]) expect(text).toMatch(/[.`]$/);
    expect(meaning).not.toMatch(/^(?:What|Whether|Of|That|Those) /);
  });

  it.each(rules)('$code has fixes that leave nothing of it to fix', (rule) => {
    const found = findingsOf(rule).filter(({ code, fix }) => code === rule.code && fix !== undefined);
    const fixed = applyFixes(rule.example, found, 'example.yaml');
    const left = findingsOf({ ...rule, example: fixed }).filter(({ code }) => code === rule.code);
    if (found.length > 0) expect(left).toEqual([]);
  });

  it('are the page docs/errors/lint.md', async () => {
    const page = fileURLToPath(new URL('../../../docs/errors/lint.md', import.meta.url));
    await expect(rulesPage()).toMatchFileSnapshot(page);
  });
});
