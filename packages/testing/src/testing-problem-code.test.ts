import { readFileSync } from 'node:fs';
import { formatProblems, loadManifests, type Problems, ProblemsError } from '@stash-functions/core';
import { type Either, isLeft } from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';
import { backupScenario, readManifestFiles, testingProblemCodes } from './index.ts';

const page = readFileSync(new URL('../../../docs/errors/testing.md', import.meta.url), 'utf8');
const sections = page.split(/^## /m).slice(1);

const manifests = loadManifests(`
apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: pack }
spec: { image: busybox, command: [tar] }
---
apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata: { name: files }
spec: { steps: [{ name: pack }] }
---
apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata: { name: database }
spec: { steps: [{ name: pack }] }
`);

test('every code has a section, in the order of the alphabet, and every section a code', () => {
  const titles = sections.map((section) => /^`([a-z-]+)`/.exec(section)?.[1]);
  expect(titles).toEqual(Object.keys(testingProblemCodes));
});

test.each(sections.map((section): [string, string] => [section.split('\n')[0] ?? '', section]))(
  'the example of %s prints what the page says, and the section has a cure',
  (_, section) => {
    const [, code = '', printed = ''] = /```js\n([^`]*)\n```\n\n```text\n([\s\S]*?)\n```/.exec(section) ?? [];
    expect(printExample(code).trimEnd().replace(process.cwd(), '<here>')).toBe(printed);
    expect(section).toMatch(/\*\*Cure:\*\* .{10}/);
  },
);

/** The page is ours, so its examples may run, as a reader would run them. */
function printExample(code: string): string {
  const scenario = backupScenario({ manifests, task: 'files' });
  const names = { manifests, scenario, backupScenario, readManifestFiles };
  try {
    const result: Either<Problems, unknown> = new Function(...Object.keys(names), `return ${code}`)(
      ...Object.values(names),
    );
    return isLeft(result) ? formatProblems(result.left) : '';
  } catch (error) {
    if (error instanceof ProblemsError) return formatProblems(error.problems);
    throw error;
  }
}
