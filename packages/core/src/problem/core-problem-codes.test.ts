import { describe, expect, it } from 'vitest';
import { readErrorPage, runExample } from '../../test/error-page.ts';
import type { CoreProblemCode } from './core-problem-code.ts';

/** The compiler keeps this list complete: the type has a key for every code. */
const codes: Record<CoreProblemCode, true> = {
  'both-spellings': true,
  'control-character': true,
  'duplicate-item': true,
  'duplicate-key': true,
  'duplicate-resource': true,
  'excessive-aliasing': true,
  'ignored-namespace': true,
  'inexact-number': true,
  'invalid-alias': true,
  'invalid-bytes': true,
  'invalid-date-time': true,
  'invalid-key': true,
  'invalid-list': true,
  'invalid-merge': true,
  'invalid-metadata': true,
  'invalid-name': true,
  'invalid-number': true,
  'invalid-quantity': true,
  'invalid-tag': true,
  'missing-field': true,
  'nested-spelling': true,
  'not-an-object': true,
  'out-of-range': true,
  'too-deep': true,
  'too-large': true,
  'too-many-problems': true,
  'unknown-field': true,
  'unknown-kind': true,
  'unknown-value': true,
  'unquoted-template': true,
  'unreadable-file': true,
  'unreadable-input': true,
  'wrong-kind': true,
  'wrong-type': true,
  'yaml-syntax': true,
};

describe('docs/errors/core.md', () => {
  const sections = readErrorPage();

  it('has a section for every code, and no others', () => {
    expect(sections.map(({ code }) => code).sort()).toEqual(Object.keys(codes).sort());
  });

  it.each(sections)('shows an example of $code as it is printed, and the cure', ({ code, examples, hasCure }) => {
    expect(examples.length).toBeGreaterThan(0);
    expect(hasCure).toBe(true);
    for (const example of examples) {
      const { output, codes: reported } = runExample(example);
      expect(output).toBe(example.output);
      expect(reported).toContain(code);
    }
  });
});
