import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printExample } from '../test/error-examples.ts';
import { statusProblemCodes } from './status-problem-code.ts';

const page = readFileSync(new URL('../../../docs/errors/status.md', import.meta.url), 'utf8');
const sections = page.split(/^## /m).slice(1);

describe('docs/errors/status.md', () => {
  it('has a section for each code, in the order of the alphabet, and no others', () => {
    const titles = sections.map((section) => /^`([a-z-]+)`\n/.exec(section)?.[1]);
    expect(titles).toEqual(Object.keys(statusProblemCodes).toSorted());
  });

  it.each(sections.map((section) => [section.split('\n')[0] ?? '', section] as const))(
    'prints what it says for %s, and has a cure',
    async (title, section) => {
      const [, code = '', printed = ''] = /```js\n([\s\S]*?)\n```\n\n```text\n([\s\S]*?)\n```/.exec(section) ?? [];
      expect(await printExample(code)).toBe(printed);
      expect(printed).toContain(`[${title.slice(1, -1)}]`);
      expect(section).toMatch(/\*\*Cure:\*\* .{10}/);
    },
  );
});
