import { describe, expect, it } from 'vitest';
import { examples } from '../../../scripts/read-examples.ts';
import type { Analysis, TextFile } from '../protocol.ts';
import { createHandlers } from './handlers.ts';

function analysisOf(files: ReadonlyArray<TextFile>): Analysis {
  const handlers = createHandlers();
  handlers.update(files);
  return handlers.analyze(undefined);
}

describe('the analysis of an example', () => {
  const analyzed = examples().map((example) => ({ ...example, analysis: analysisOf(example.files) }));

  it('exists for the sample and five databases', () => {
    expect(analyzed.map(({ name }) => name)).toEqual([
      'sample',
      'postgres',
      'mariadb',
      'mongodb',
      'redis',
      'elasticsearch',
    ]);
  });

  it.each(analyzed)('has a plan and no error: $name', ({ analysis }) => {
    expect(analysis.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(analysis.plans.length).toBeGreaterThan(0);
    for (const { refusals, objects } of analysis.plans) {
      expect(refusals).toEqual([]);
      expect(objects.map(({ kind }) => kind)).toContain('Job');
    }
  });

  it.each(analyzed)('says of each line where it comes from: $name', ({ analysis, files }) => {
    const names = files.map(({ name }) => name);
    for (const { lines, origins } of analysis.plans) {
      for (const { text, origin } of lines) expect(text === '---' || origins[origin ?? -1] !== undefined).toBe(true);
      for (const { places } of origins) for (const { file } of places) expect(names).toContain(file);
    }
  });

  it.each(analyzed)('colours what a line really shows: $name', ({ analysis }) => {
    for (const { lines, strings } of analysis.plans) {
      const coloured = lines.filter(({ colours = [] }) => colours.length > 0);
      expect(coloured.length).toBeGreaterThan(0);
      const values = strings.map(({ value }) => value);
      for (const { text, colours = [] } of coloured) {
        const [first, last] = [colours[0], colours.at(-1)];
        expect(values).toContain(text.slice(first?.from, last?.to));
      }
    }
  });

  it.each(analyzed)('has the pieces of each string in their order: $name', ({ analysis }) => {
    for (const { strings } of analysis.plans) {
      for (const { value, pieces } of strings) expect(pieces.map(({ text }) => text).join('')).toBe(value);
    }
  });
});

describe('the analysis of texts with mistakes', () => {
  it('has each problem at its place, with its page and its fix', () => {
    const text = 'apiVersion: stash.appscode.com/v1beta1\nkind: Function\nmetadata: { name: a }\nspec: { imge: b }\n';
    const [problem] = analysisOf([{ name: 'a.yaml', text }]).problems;
    expect(problem).toMatchObject({
      code: 'unknown-field',
      file: 'a.yaml',
      range: { start: { line: 3, character: 8 } },
      helpUri: '../problems/unknown-field',
      fix: { edits: [{ file: 'a.yaml', text: 'image' }] },
    });
  });

  it('says why an invoker has no plan', () => {
    const [example] = examples();
    const files = (example?.files ?? []).filter(({ name }) => name !== 'task.yaml');
    expect(analysisOf(files).plans[0]?.refusals).toEqual([expect.stringContaining('postgres-backup-11.2')]);
  });

  it('is there for no text, for an empty one and for nonsense', () => {
    for (const files of [[], [{ name: 'a', text: '' }], [{ name: 'a', text: '\u0000{[' }]]) {
      expect(analysisOf(files).plans).toEqual([]);
    }
  });
});

describe('the comparison with a version that is kept', () => {
  it('names what was changed, and what that changes', () => {
    const [, postgres] = examples();
    const before = postgres?.files ?? [];
    const handlers = createHandlers();
    handlers.update(before.map(({ name, text }) => ({ name, text: text.replaceAll('keepLast: 7', 'keepLast: 8') })));
    const changes = handlers.compare(before);
    expect(changes).toMatchObject([
      {
        causes: [{ text: expect.stringContaining('spec.retentionPolicy.keepLast'), change: '7 → 8' }],
        effects: [{ kind: 'changed', before: '"--keep-last=7"', after: '"--keep-last=8"' }],
      },
    ]);
    expect(
      handlers.compare(before.map(({ name, text }) => ({ name, text: text.replaceAll('keepLast: 7', 'keepLast: 8') }))),
    ).toEqual([]);
  });
});
