import { readFileSync } from 'node:fs';
import { loadManifests } from '@stash-functions/core';
import { formatProblems, orThrow } from '@stash-functions/core/decode';
import { describe, expect, it } from 'vitest';
import { lintManifests } from './lint.ts';
import { lintRules } from './lint-code.ts';

const page = readFileSync(new URL('../../../docs/errors/lint.md', import.meta.url), 'utf8');
const sections = new Map(page.split(/^## /m).map((section) => [/^`([a-z-]+)`\n/.exec(section)?.[1] ?? '', section]));

describe('docs/errors/lint.md', () => {
  it('has a section for every rule, and no other', () => {
    const documented = [...sections.keys()].filter((code) => code !== '');
    expect(documented.sort()).toEqual([...lintRules].sort());
  });

  it.each(lintRules)('shows manifests with %s, what is printed for them, and the cure', (code) => {
    const section = sections.get(code) ?? '';
    const [, manifests = '', output] = /^```yaml\n(.*?)^```\n\n```text\n(.*?)\n```$/ms.exec(section) ?? [];
    const findings = lintManifests(orThrow(loadManifests(manifests, { file: 'example.yaml' })));
    const [problem] = findings.filter((found) => found.code === code);
    expect(formatProblems(problem === undefined ? [] : [problem])).toBe(output);
    expect(section).toContain('\n**Cure:** ');
  });
});
