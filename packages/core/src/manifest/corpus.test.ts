import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { orThrow } from '../problem/or-throw.ts';
import { loadManifests } from './load.ts';
import { printManifests } from './print.ts';

const corpus = fileURLToPath(new URL('../../../../../shared/corpus', import.meta.url));
const files = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: 'utf8' })
      .filter((file) => /^(?:catalog|docs)\/.*\.ya?ml$/.test(file))
      .map((file) => join(corpus, file))
  : [];

describe.skipIf(files.length === 0)('real manifests (skipped where ../shared/corpus is not)', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThan(100);
  });

  it.each(files.map((file) => [relative(corpus, file), file]))('%s loads and prints back equal', (name, file) => {
    const manifests = orThrow(loadManifests(readFileSync(file, 'utf8'), { file: name }));
    expect(manifests.all.length + manifests.others.length).toBeGreaterThan(0);
    expect(manifests.warnings).toEqual([]);
    const again = orThrow(loadManifests(printManifests(manifests.all)));
    expect(again.all).toEqual(manifests.all);
  });

  it('load as one text too, and as a List', () => {
    const all = files.flatMap((file) => orThrow(loadManifests(readFileSync(file, 'utf8'))).all);
    const unique = [
      ...new Map(all.map((one) => [`${one.kind} ${one.metadata.namespace} ${one.metadata.name}`, one])).values(),
    ];
    expect(orThrow(loadManifests(printManifests(unique))).all).toEqual(unique);
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: unique });
    expect(orThrow(loadManifests(list)).all).toEqual(unique);
  });
});

interface Published {
  readonly id: string;
  readonly text: string;
  /** The reason why it is no YAML. */
  readonly yaml: string | null;
  readonly documents: ReadonlyArray<{ readonly accepted: boolean }>;
}

const publishedFile = join(corpus, 'published.jsonl');
const published: ReadonlyArray<Published> = existsSync(publishedFile)
  ? readFileSync(publishedFile, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];

/** Three documents have a key twice. From these kubectl silently takes the last one; we refuse them on purpose. */
const keyTwice = 'duplicate-key';

describe.skipIf(published.length === 0)('published manifests (skipped where ../shared/corpus is not)', () => {
  it.each(published.map((one) => [one.id, one] as const))('%s is accepted as the CRDs do', (_, one) => {
    const result = loadManifests(one.text);
    const errors = result._tag === 'Left' ? result.left.filter(({ severity }) => severity === 'error') : [];
    const accepted = one.yaml === null && one.documents.every((document) => document.accepted);
    const isKeyTwice = errors.length > 0 && errors.every(({ code }) => code === keyTwice);
    expect(result._tag).toBe(accepted && !isKeyTwice ? 'Right' : 'Left');
    if (one.yaml !== null) expect(errors.map(({ code }) => code)).toContain('yaml-syntax');
  });

  it('have a key twice in three only', () => {
    const twice = published.filter(({ text }) => {
      const result = loadManifests(text);
      return result._tag === 'Left' && result.left.some(({ code }) => code === keyTwice);
    });
    expect(twice).toHaveLength(3);
  });
});
