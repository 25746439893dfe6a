import { describe, expect, it } from 'vitest';
import { orThrow } from '../problem/or-throw.ts';
import { loadManifests } from './load.ts';
import { manifestKey, mergeManifests } from './manifests.ts';

const fn = 'apiVersion: stash.appscode.com/v1beta1\nkind: Function\nmetadata: {name: a}\nspec: {image: b}\n';
const repository = (namespace: string): string =>
  `apiVersion: stash.appscode.com/v1alpha1\nkind: Repository\nmetadata: {name: r${namespace}}\nspec: {backend: {local: {mountPath: /a, hostPath: {path: /b}}}}\n`;

describe('mergeManifests', () => {
  it('gives the resources of all in the order given', () => {
    const one = orThrow(loadManifests(`${repository('')}---\napiVersion: v1\nkind: Secret\n`));
    const two = orThrow(loadManifests(`${fn}---\n${repository(', namespace: demo')}`));
    const merged = orThrow(mergeManifests(one, two));
    expect([...merged.functions.keys()]).toEqual(['a']);
    expect([...merged.repositories.keys()]).toEqual(['r', 'demo/r']);
    expect(merged.all).toEqual([...one.all, ...two.all]);
    expect(merged.others).toEqual(one.others);
    expect(merged.all.map(manifestKey)).toEqual(['r', 'a', 'demo/r']);
  });

  it('refuses duplicates, with both places', () => {
    const one = orThrow(loadManifests(fn, { file: 'one.yaml' }));
    const two = orThrow(loadManifests(`# two\n${fn}`, { file: 'two.yaml' }));
    expect(mergeManifests(one, two)).toMatchObject({
      left: [
        {
          code: 'duplicate-resource',
          message: expect.stringContaining('one.yaml:3'),
          resource: { kind: 'Function', name: 'a' },
          source: { file: 'two.yaml', start: { line: 4, column: 18 } },
        },
      ],
    });
  });

  it('of nothing is empty', () => {
    expect(orThrow(mergeManifests()).all).toEqual([]);
  });
});
