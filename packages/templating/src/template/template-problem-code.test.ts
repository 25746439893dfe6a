import { readFileSync } from 'node:fs';
import { formatProblems, orThrow, type Problem } from '@stash-functions/core/decode';
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../resolve/resolve-function.ts';
import { parseTemplate } from './parse.ts';
import { renderTemplate } from './render-template.ts';
import { templateProblemCodes } from './template-problem-code.ts';

const page = readFileSync(new URL('../../../../docs/errors/templating.md', import.meta.url), 'utf8');
const sections = new Map(page.split(/^## /m).map((section) => [/^`([a-z-]+)`\n/.exec(section)?.[1] ?? '', section]));

describe('docs/errors/templating.md', () => {
  it.each(Object.keys(templateProblemCodes))('shows an example of %s as it is printed, and the cure', (code) => {
    const section = sections.get(code) ?? '';
    const [, input = '', output] = /^```js\n(.*?)^```\n\n```text\n(.*?)\n```$/ms.exec(section) ?? [];
    const problems = problemsOf(input);
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(formatProblems(problems)).toBe(output);
    expect(section).toContain('\n**Cure:** ');
  });
});

/** The page is our own, so its examples may be run as a reader would run them. */
function problemsOf(expression: string): ReadonlyArray<Problem> {
  const names = { parseTemplate, renderTemplate, resolveFunction, orThrow };
  const result = new Function(...Object.keys(names), `return ${expression}`)(...Object.values(names));
  return result._tag === 'Left' ? result.left : result.right.warnings;
}
