import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasSharedData, listShared, readShared, readSharedLines } from '../../core/test/shared-data.ts';
import { createLanguageService } from './service.ts';

const documents = [
  ...listShared('corpus', '.yaml').map(readShared),
  ...readSharedLines('corpus/published.jsonl').flatMap((line) =>
    typeof line === 'object' && line !== null && 'text' in line && typeof line.text === 'string' ? [line.text] : [],
  ),
];

/** `CUTS=200` cuts every document at so many places, which takes minutes. */
const cuts = Number(process.env.CUTS ?? 0);

describe.skipIf(!hasSharedData)('a document that somebody is typing, or the shared documents are not here', () => {
  it('has diagnostics within the text, and completions, wherever it ends so far', () => {
    const sample = cuts > 0 ? documents : fc.sample(fc.constantFrom(...documents), { numRuns: 60, seed: 1 });
    const service = createLanguageService();
    for (const [index, text] of sample.entries()) {
      const offsets = fc.sample(fc.nat(text.length), { numRuns: cuts > 0 ? cuts : 5, seed: index });
      for (const offset of offsets) check(service, text.slice(0, offset));
    }
  });
});

function check(service: ReturnType<typeof createLanguageService>, text: string): void {
  service.open('a.yaml', text);
  const lines = text.split('\n');
  const end = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  for (const { range, message } of service.diagnostics('a.yaml')) {
    expect(message).not.toBe('');
    expect(range.start.line).toBeLessThanOrEqual(range.end.line);
    expect(range.end.line).toBeLessThan(lines.length);
    expect(range.end.character).toBeLessThanOrEqual(lines[range.end.line]?.length ?? 0);
  }
  // Where a field is written out up to its colon, only its value can follow: there may be nothing to offer.
  const isAtName = /(?:^|\n)[ -]*[a-zA-Z]*$/.test(text);
  const completions = service.completions('a.yaml', end);
  if (isAtName && lines.length === 1) expect(completions.length).toBeGreaterThan(0);
  service.hover('a.yaml', end);
  service.symbols('a.yaml');
  service.tokens('a.yaml');
  service.inlayHints('a.yaml', { start: { line: 0, character: 0 }, end });
}
