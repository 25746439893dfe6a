import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { printExample } from '../../test/error-examples.ts';
import { adapterProblemCodes } from './adapter-problem-code.ts';

const page = readFileSync(fileURLToPath(new URL('../../../../docs/errors/k8s-adapter.md', import.meta.url)), 'utf8');
const sections = page.split(/^## /m).slice(1);

test('every code has a section, in the order of the alphabet, and every section a code', () => {
  const titles = sections.map((section) => /^`([a-z-]+)`/.exec(section)?.[1]);
  expect(titles).toEqual(Object.keys(adapterProblemCodes).sort());
});

test.each(sections.map((section): [string, string] => [section.split('\n')[0] ?? '', section]))(
  'the example of %s prints what the page says, and the section has a cure',
  (title, section) => {
    const [, code = '', printed = ''] = /```js\n([^`]*)\n```\n\n```text\n([\s\S]*?)\n```/.exec(section) ?? [];
    expect(printExample(code).trimEnd()).toBe(printed);
    expect(printed).toContain(`[${title.replaceAll('`', '')}]`);
    expect(section).toMatch(/\*\*Cure:\*\* .{10}/);
  },
);
