import { isRight } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from './parse.ts';
import { renderTemplate } from './render-template.ts';

/**
 * Inputs that take time in the square of their length, or worse, in a parser that goes back or a matcher that tries
 * again. An input 64 times as long may take 800 times the time; the square would be 4096. This leaves room for a busy
 * machine, and for the collector, which only starts to work with the large input.
 */
const size = 1000;
const factor = 64;
const bound = 800;

const values = (length: number): Readonly<Record<string, string>> => ({
  A: 'a'.repeat(length),
  MIXED: 'aé😀b'.repeat(length / 4),
});

describe('time grows with the length of the input, and no faster', () => {
  it.each<[string, (length: number) => string]>([
    ['${ that are never closed', (length) => '${A:='.repeat(length / 5)],
    ['malformed heads', (length) => '${a-  and so on  '.repeat(length / 16)],
    ['closed and nested', (length) => `${'${B:='.repeat(900)}${'}'.repeat(900)}`.repeat(length / 1000)],
    ['dollars', (length) => '$'.repeat(length)],
    ['backslashes in an operand', (length) => `\${A:=${'\\\\'.repeat(length / 2)}}`],
    ['expressions', (length) => '${A:0:1}${B:=x}${A:+y}'.repeat(length / 20)],
    ['brackets that are never closed', (length) => `\${B:=}\${A#${'['.repeat(length)}}`],
    ['classes in brackets that are never closed', (length) => `\${A#${'[[:a:]'.repeat(length / 6)}}`],
    ['stars', (length) => `\${A##${'*'.repeat(length)}b}`],
    ['alternating stars', (length) => `\${A##${'*a'.repeat(6)}*b}${'x'.repeat(length)}`],
    ['the same from the end', () => `\${A%%b*${'a*'.repeat(6)}}`],
    ['a star in a replacement', () => '${A//*a*a*a*a*b/x}${A//a*b/x}'],
    ['a long literal', (length) => `\${A//${'a'.repeat(length / 4)}b/x}`],
    ['a match at every place', () => '${A//a/bb}${A//?/b}${MIXED//[é😀]/x}${MIXED//😀b/x}'],
    ['wildcards in a row', () => '${A//a?[a-c]a??a?a?b/x}'],
    ['case and length', () => '${MIXED^^}${MIXED,,}${#MIXED}${MIXED: -9:4}${MIXED%?}'],
  ])('%s', (_, makeTemplate) => {
    const growth = (): number =>
      measure(makeTemplate(size * factor), values(size * factor)) / measure(makeTemplate(size), values(size));
    // A pause of the machine or of the collector may hit one measurement, but hardly all.
    expect(Math.min(...repeat(growth, 4))).toBeLessThan(bound);
  });
});

/** The best time of some runs, in milliseconds. */
function measure(template: string, variables: Readonly<Record<string, string>>): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run += 1) {
    const start = performance.now();
    const parsed = parseTemplate(template);
    if (isRight(parsed)) renderTemplate(parsed.right, variables);
    best = Math.min(best, performance.now() - start);
  }
  return Math.max(best, shortest);
}

/** A shorter time shows the clock rather than the work. */
const shortest = 0.01;

/** The results of calls, until one is within the bound or there are enough. */
function repeat(run: () => number, most: number): ReadonlyArray<number> {
  const results: Array<number> = [];
  while (results.length < most && !results.some((result) => result < bound)) results.push(run());
  return results;
}
