import { describe, expect, it } from 'vitest';
import { load, readErrorPage, runExample } from '../../test/error-page.ts';
import { unfixed } from '../../test/fixes.ts';
import { coreProblemCodes } from './core-problem-code.ts';

describe('docs/errors/core.md', () => {
  const sections = readErrorPage();

  it('has a section for every code, and no others', () => {
    expect(sections.map(({ code }) => code).sort()).toEqual(Object.keys(coreProblemCodes).sort());
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

  it.each(sections.filter(({ examples }) => examples.some(({ language }) => language === 'yaml')))(
    'is right about the fixes of the examples of $code',
    ({ examples }) => {
      for (const { language, input } of examples) if (language === 'yaml') expect(unfixed(input, load)).toEqual([]);
    },
  );

  it('has examples with fixes', () => {
    const withFix = sections.flatMap(({ examples }) => examples).flatMap(({ input }) => load(input));
    expect(withFix.filter(({ fix }) => fix !== undefined).length).toBeGreaterThan(10);
  });
});
