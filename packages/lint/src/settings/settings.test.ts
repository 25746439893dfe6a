import { readFileSync } from 'node:fs';
import { formatProblems, type Problem } from '@stash-functions/core/decode';
import { describe, expect, it } from 'vitest';
import { checkRuleSettings, settingCodes, withLevels, withoutWarnings } from './rule-settings.ts';
import { withoutSuppressed } from './suppressions.ts';

const known = ['bare-dollar-name', 'shadowed-param', 'yaml-syntax'];

const at = (line: number, code = 'bare-dollar-name', file = 'a.yaml'): Problem => ({
  code,
  severity: 'warning',
  message: 'it is so',
  path: [],
  source: {
    file,
    start: { offset: 0, line, column: 1 },
    end: { offset: 1, line, column: 2 },
    excerpt: { firstLine: line, lines: [''] },
  },
});

describe('docs/errors/settings.md', () => {
  const page = readFileSync(new URL('../../../../docs/errors/settings.md', import.meta.url), 'utf8');
  const sections = page.split(/^## /m).slice(1);

  it('has a section for every code, and no other', () => {
    expect(sections.map((section) => /^`([a-z-]+)`\n/.exec(section)?.[1])).toEqual(Object.keys(settingCodes));
  });

  it.each(sections)('shows what is printed, and the cure: %s', (section) => {
    const examples = [...section.matchAll(/^```js\n(.*?)\n```\n\n```text\n(.*?)\n```$/gms)];
    expect(examples.length).toBeGreaterThan(0);
    for (const [, expression, output] of examples) {
      const names = { known, checkRuleSettings, withoutSuppressed };
      const found = new Function(...Object.keys(names), `return ${expression}`)(...Object.values(names));
      expect(formatProblems(found)).toBe(output);
    }
    expect(section).toContain('\n**Cure:** ');
  });
});

describe('settings', () => {
  it('give a code another level, or none, and leave the others', () => {
    const problems = [at(1), at(2, 'shadowed-param'), at(3, 'yaml-syntax')];
    const changed = withLevels(problems, { 'bare-dollar-name': 'off', 'shadowed-param': 'error' });
    expect(changed.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'shadowed-param error',
      'yaml-syntax warning',
    ]);
    expect(withLevels(problems, {})).toEqual(problems);
    expect(withLevels([at(1, 'constructor')], {}).length).toBe(1);
  });

  it('make errors of warnings, and leave notes', () => {
    const note: Problem = { ...at(1), severity: 'note' };
    expect(withoutWarnings([at(1), note]).map(({ severity }) => severity)).toEqual(['error', 'note']);
  });

  it.each<[settings: Record<string, unknown>, count: number]>([
    [{}, 0],
    [{ 'bare-dollar-name': 'off' }, 0],
    [{ 'bare-dollar-nam': 'off' }, 1],
    [{ 'bare-dollar-name': 'of' }, 1],
    [{ 'bare-dollar-name': true }, 1],
    [{ nonsense: null }, 2],
  ])('are checked: %j has %i mistakes', (settings, count) => {
    expect(checkRuleSettings(settings, known).length).toBe(count);
  });
});

describe('a comment', () => {
  const codesAfter = (text: string, problems: ReadonlyArray<Problem>): ReadonlyArray<string> =>
    withoutSuppressed(problems, [{ file: 'a.yaml', text }], known).map(
      ({ code, source }) => `${code} ${source?.start.line}`,
    );

  it.each<[what: string, text: string, problems: ReadonlyArray<Problem>, left: ReadonlyArray<string>]>([
    ['hides a code of its line', 'a: 1\nb: $X # stash-functions-disable-line bare-dollar-name', [at(2)], []],
    ['hides one of the next line', '# stash-functions-disable-next-line bare-dollar-name\nb: $X', [at(2)], []],
    ['hides one of the whole text', 'a\n#stash-functions-disable bare-dollar-name\nb', [at(1), at(3)], []],
    ['counts lines that end with CR LF', 'a\r\n# stash-functions-disable-next-line bare-dollar-name\r\nb', [at(3)], []],
    [
      'hides several codes',
      '# stash-functions-disable bare-dollar-name, shadowed-param',
      [at(1), at(2, 'shadowed-param')],
      [],
    ],
    [
      'hides nothing elsewhere',
      'a # stash-functions-disable-line bare-dollar-name\nb',
      [at(2)],
      ['bare-dollar-name 2', 'unused-suppression 1'],
    ],
    [
      'hides nothing of another file',
      '# stash-functions-disable bare-dollar-name',
      [at(1, 'bare-dollar-name', 'b.yaml')],
      ['bare-dollar-name 1', 'unused-suppression 1'],
    ],
    [
      'hides no text that is not YAML',
      '# stash-functions-disable yaml-syntax',
      [at(1, 'yaml-syntax')],
      ['yaml-syntax 1', 'unused-suppression 1'],
    ],
    ['must name a code', 'a # stash-functions-disable-line', [at(1)], ['bare-dollar-name 1', 'unknown-rule 1']],
    [
      'must name a code that there is',
      '# stash-functions-disable bare-dolar-name',
      [at(1)],
      ['bare-dollar-name 1', 'unknown-rule 1'],
    ],
    [
      'is none without a space before it',
      'a: b#stash-functions-disable bare-dollar-name',
      [at(1)],
      ['bare-dollar-name 1'],
    ],
    ['is none with another word', '# stash-functions-disable-lines bare-dollar-name', [at(1)], ['bare-dollar-name 1']],
  ])('%s', (_, text, problems, left) => {
    expect(codesAfter(text, problems)).toEqual(left);
  });
});
