import { readdirSync, readFileSync } from 'node:fs';
import { loadManifests } from '@stash-functions/core';
import { applyFixes, manifestsOf, orThrow, type Problem } from '@stash-functions/core/decode';
import { describe, expect, it } from 'vitest';
import { lintManifests } from './lint.ts';

const folder = new URL('../../../conformance/reviews/', import.meta.url);
const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);

const lint = (text: string): ReadonlyArray<Problem> => lintManifests(orThrow(loadManifests(text, { file: 'a.yaml' })));

describe('lint of the documents that a reviewer has read', () => {
  it('has documents', () => {
    expect(documents.length).toBeGreaterThanOrEqual(60);
  });

  it.each(documents)('is in the order of the text, each finding once: %s', (_, text) => {
    const found = lint(text);
    const offsets = found.map(({ source }) => source?.start.offset ?? -1);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    const identities = found.map(({ code, source, message }) => `${code} ${source?.start.offset} ${message}`);
    expect(new Set(identities).size).toBe(found.length);
  });

  it.each(documents)('finds the same in resources that were made in code: %s', (_, text) => {
    const manifests = orThrow(loadManifests(text));
    const made = orThrow(manifestsOf(structuredClone(manifests.all)));
    const codes = (problems: ReadonlyArray<Problem>) => problems.map(({ code }) => code).sort();
    const loaded = { ...manifests, warnings: [] };
    expect(codes(lintManifests({ ...made, others: manifests.others }))).toEqual(codes(lintManifests(loaded)));
  });

  it.each(documents)('has fixes that leave nothing of what they fix: %s', (_, text) => {
    const found = lint(text).filter(({ fix }) => fix !== undefined);
    const fixed = lint(applyFixes(text, found, 'a.yaml'));
    // Where two fixes overlap, they are applied one at a time: the second one is found again.
    const left = fixed.filter(({ fix }) => fix !== undefined).length;
    expect(left === 0 || left < found.length).toBe(true);
  });

  it.each(documents)('shows no secret: %s', (_, text) => {
    expect(JSON.stringify(lint(text))).not.toContain('s3cr3tpw');
  });
});
