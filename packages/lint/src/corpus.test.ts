import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Problem, readManifests } from '@stash-functions/core';
import { describe, expect, it } from 'vitest';
import { lintManifests } from './lint.ts';

const corpus = fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));
const isHere = existsSync(corpus);

/** The faults in published documents, by document. Each was checked by hand. */
const mistakes: Readonly<Record<string, ReadonlyArray<string>>> = {
  // A blueprint without a Secret.
  '06e588379b6b': ['storage-secret-missing'],
  // RestoreSessions that run a Task for backups.
  '0f571dd7729a': ['wrong-occasion-task'],
  '124829a7588f': ['wrong-occasion-task'],
  '9b6e0f29f3a5': ['wrong-occasion-task'],
};

describe.skipIf(!isHere)('what people published, or it is not here', () => {
  it('has no finding in the catalog, not even a note', () => {
    const folder = join(corpus, 'catalog');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
    expect(files.length).toBeGreaterThan(100);
    const text = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n---\n');
    expect(codesOf(text, ['error', 'warning', 'note'])).toEqual([]);
  });

  it('has no finding in the samples of the documentation but a target of another API', () => {
    const folder = join(corpus, 'docs');
    const found = readdirSync(folder).flatMap((name) => codesOf(readFileSync(join(folder, name), 'utf8')));
    expect(found).toEqual(['target-kind']);
  });

  it('has the mistakes in published manifests that a reader finds, and no others', () => {
    const lines = readFileSync(join(corpus, 'published.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(200);
    const found = lines.flatMap((line) => {
      const { id, text }: { readonly id: string; readonly text: string } = JSON.parse(line);
      const codes = codesOf(text);
      return codes.length === 0 ? [] : [[id, codes] as const];
    });
    expect(Object.fromEntries(found)).toEqual(mistakes);
  });
});

function codesOf(text: string, severities: ReadonlyArray<string> = ['error', 'warning']): ReadonlyArray<string> {
  const { manifests } = readManifests(text);
  const warnings = new Set<Problem>(manifests.warnings);
  return lintManifests(manifests)
    .filter((problem) => !warnings.has(problem) && severities.includes(problem.severity))
    .map(({ code }) => code);
}
