import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StreamLine, splitLines } from './line-splitter.ts';

async function* inChunks(bytes: Uint8Array, sizes: ReadonlyArray<number>): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (let index = 0; start < bytes.length; index += 1) {
    const size = sizes[index % Math.max(1, sizes.length)] ?? bytes.length;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

async function split(text: string, sizes: ReadonlyArray<number>, longest = 1e6): Promise<ReadonlyArray<StreamLine>> {
  const lines: Array<StreamLine> = [];
  for await (const line of splitLines(inChunks(Buffer.from(text), sizes), longest)) lines.push(line);
  return lines;
}

describe('splitLines', () => {
  it('gives the same lines however the bytes arrive, characters of several bytes included', async () => {
    const text = fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replace(/[\r\n]/g, '')));
    const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(text, sizes, fc.boolean(), async (lines, chunks, isEnded) => {
        const whole = lines.join('\n') + (isEnded && lines.length > 0 ? '\n' : '');
        const expected = whole.split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect((await split(whole, chunks)).map((line) => line.text)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['a\r\nb\n', [1], ['a', 'b']],
    ['\n\n', [2], ['', '']],
    ['a\nrest', [3], ['a', 'rest']],
  ])('reads %j', async (text, sizes, lines) => {
    expect((await split(text, sizes)).map((line) => line.text)).toEqual(lines);
  });

  it('tells whether the last line has its end', async () => {
    expect((await split('a\nb', [2])).map((line) => line.ended)).toEqual([true, false]);
  });

  it('keeps so many bytes of a line, cut between characters, and goes on with the next', async () => {
    expect(await split('ääää\nb\n', [3], 5)).toEqual([
      { text: 'ää', ended: true, truncated: true },
      { text: 'b', ended: true, truncated: false },
    ]);
  });
});
