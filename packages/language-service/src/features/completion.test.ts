import { resourceKinds } from '@stash-functions/core';
import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../service.ts';

function completionsIn(text: string): ReadonlyArray<string> {
  const service = createLanguageService();
  service.open('a.yaml', text);
  const lines = text.split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  return service
    .completions('a.yaml', position)
    .map(({ insertText = '', label }) => /^kind: (.+)$/m.exec(insertText)?.[1] ?? label);
}

describe('completion at the beginning of a document', () => {
  const kinds = resourceKinds.map(({ kind }) => kind);

  it.each([
    ['an empty text', ''],
    ['a first letter', 'F'],
    ['a comment alone', '# mine\n'],
    ['a new document', 'kind: Function\n---\n'],
  ])('offers a whole resource of each kind and the first fields, in %s', (_, text) => {
    expect(completionsIn(text)).toEqual(expect.arrayContaining([...kinds, 'apiVersion', 'kind']));
  });
});
