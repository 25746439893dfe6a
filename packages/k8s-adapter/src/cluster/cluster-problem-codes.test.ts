import { readFileSync } from 'node:fs';
import { formatProblems } from '@stash-functions/core/decode';
import { describe, expect, it } from 'vitest';
import { clusterProblemCodes } from './cluster-problem-code.ts';
import { fieldAt, numberAt, parseJsonObject } from './json.ts';
import { readFailure } from './port/api-failure.ts';
import { failureProblems } from './port/failure-problems.ts';

const page = readFileSync(new URL('../../../../docs/errors/cluster.md', import.meta.url), 'utf8');
const sections = page
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ code: /^`([a-z-]+)`\n/.exec(text)?.[1] ?? '', text }));

/** An answer of the API server about a Job, and the text that is printed for it. */
const answers = sections.flatMap(({ code, text }) =>
  [...text.matchAll(/^```json\n(.*?)^```\n\n```text\n(.*?)^```$/gms)].map(([, answer = '', output = '']) => ({
    code,
    answer,
    output: output.trimEnd(),
  })),
);

describe('docs/errors/cluster.md', () => {
  it('has a section for every code, and no others', () => {
    expect(sections.map(({ code }) => code).sort()).toEqual(Object.keys(clusterProblemCodes).sort());
  });

  it.each(sections)('shows an example of $code and its cure', ({ text }) => {
    expect(text).toMatch(/^```text\n.+?^```$/ms);
    expect(text).toMatch(/^\*\*Cure:\*\* \S/m);
  });

  it.each(answers)('prints the answer of $code as it says', ({ code, answer, output }) => {
    const status = parseJsonObject(answer);
    const failure = readFailure(numberAt(status, 'code') ?? 0, answer);
    const resource = { apiVersion: 'batch/v1', kind: 'Job', namespace: 'demo', name: 'backup' };
    const problems = failureProblems(failure, resource);
    expect(fieldAt(status, 'kind')).toBe('Status');
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(formatProblems(problems)).toBe(output);
  });
});
