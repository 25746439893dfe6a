import { printManifest } from '@stash-functions/core';
import { describe, expect, it } from 'vitest';
import { objectLines } from './object-lines.ts';

describe('objectLines', () => {
  it('names the field of each line', () => {
    const object = { kind: 'A', spec: { list: ['x', { a: 1, b: [] }], text: 'one\ntwo\n' } };
    expect(objectLines(object).map(({ text, path }) => [text, path.join('.')])).toEqual([
      ['kind: A', 'kind'],
      ['spec:', 'spec'],
      ['  list:', 'spec.list'],
      ['  - x', 'spec.list.0'],
      ['  - a: 1', 'spec.list.1.a'],
      ['    b: []', 'spec.list.1.b'],
      ['  text: |', 'spec.text'],
      ['    one', 'spec.text'],
      ['    two', 'spec.text'],
    ]);
  });

  it('has the lines that are printed', () => {
    const object = { kind: 'A', metadata: { name: 'b', annotations: { 'a.b/c': '"quoted": yes' } } };
    expect(
      objectLines(object)
        .map(({ text }) => `${text}\n`)
        .join(''),
    ).toBe(printManifest(object));
  });
});
