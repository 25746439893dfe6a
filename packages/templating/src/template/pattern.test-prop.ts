import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accepts, compileGlob, escapeGlob, type Glob } from './glob.ts';
import { replace, trim } from './pattern.ts';

/**
 * Compares the algorithms with the definition. A simple matcher tries every prefix, suffix and part of a value. It may
 * take any time, but is too short to be wrong.
 */
const pattern = fc
  .array(
    fc.constantFrom(
      'a',
      'b',
      '😀',
      '*',
      '*',
      '?',
      '[ab]',
      '[!a]',
      '[a-z]',
      '\\*',
      '\\?',
      '[',
      ']',
      '[[:alpha:]]',
      '\ud83d',
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));
const value = fc
  .array(fc.constantFrom('a', 'b', 'c', '*', '[', '😀', '\ud83d', '\ude00'), { maxLength: 9 })
  .map((parts) => parts.join(''));
const numRuns = 5000;

describe('patterns', () => {
  it('cut off the shortest or longest prefix or suffix that they match', () => {
    fc.assert(
      fc.property(value, pattern, (text, source) => {
        const glob = compileGlob(source);
        const codes = Array.from(text);
        const rests = codes.map((_, index) => index).concat(codes.length);
        const from = (start: number): string => codes.slice(start).join('');
        const upTo = (end: number): string => codes.slice(0, end).join('');
        const prefixes = rests.filter((end) => matches(glob, codes.slice(0, end)));
        const suffixes = rests.filter((start) => matches(glob, codes.slice(start)));
        expect(trim(text, 'shortest', 'beginning', glob)).toBe(from(prefixes.at(0) ?? 0));
        expect(trim(text, 'longest', 'beginning', glob)).toBe(from(prefixes.at(-1) ?? 0));
        expect(trim(text, 'shortest', 'end', glob)).toBe(upTo(suffixes.at(-1) ?? codes.length));
        expect(trim(text, 'longest', 'end', glob)).toBe(upTo(suffixes.at(0) ?? codes.length));
      }),
      { numRuns },
    );
  });

  it('replace the longest match at the first place that has one, and then the next', () => {
    fc.assert(
      fc.property(
        value,
        pattern.filter((source) => source !== ''),
        fc.constantFrom('', 'x', 'ab'),
        (text, source, by) => {
          const glob = compileGlob(source);
          expect(replace(text, 'first', glob, by)).toBe(replaceByDefinition(text, glob, by, 1));
          expect(replace(text, 'every', glob, by)).toBe(replaceByDefinition(text, glob, by, Number.POSITIVE_INFINITY));
        },
      ),
      { numRuns },
    );
  });

  it('match a text that is escaped as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(matches(compileGlob(escapeGlob(text)), Array.from(text))).toBe(true);
      }),
    );
  });

  it('are compiled without throwing, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('[', ']', '[:', ':]', 'alpha', '!', '^', '-', '\\', '[.', '.]', '[=', '=]', 'a', '😀'),
        ),
        (parts) => {
          expect(compileGlob(parts.join('')).segments).toHaveLength(1);
        },
      ),
      { numRuns },
    );
  });
});

/** True where a pattern matches all of some characters. It tries every length for each `*`. */
function matches({ segments: [first, ...others] }: Glob, text: ReadonlyArray<string>): boolean {
  const size = first.elements.length;
  if (size > text.length) return false;
  if (!first.elements.every((element, index) => accepts(element, text[index]?.codePointAt(0) ?? -1))) return false;
  const rest = text.slice(size);
  const [next, ...further] = others;
  if (next === undefined) return rest.length === 0;
  return [...rest.keys(), rest.length].some((skipped) =>
    matches({ segments: [next, ...further] }, rest.slice(skipped)),
  );
}

function replaceByDefinition(text: string, glob: Glob, by: string, limit: number): string {
  const codes = Array.from(text);
  let result = '';
  let replaced = 0;
  // Bash tries an empty value once.
  if (codes.length === 0) return matches(glob, codes) ? by : '';
  for (let start = 0; start < codes.length; ) {
    const ends = [...codes.keys(), codes.length].filter((end) => end > start && matches(glob, codes.slice(start, end)));
    const end = ends.at(-1);
    if (end === undefined || replaced === limit) {
      result += codes[start];
      start += 1;
    } else {
      result += by;
      replaced += 1;
      start = end;
    }
  }
  return result;
}
