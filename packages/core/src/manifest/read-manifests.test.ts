import { isLeft, isRight } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { loadManifests, readManifests } from './load.ts';
import { locate } from './locate.ts';

const good = `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: update-status
spec:
  image: acme/status:1
`;

const bad = `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata:
  name: dump
spec:
  imagee: acme/dump:1
  args:
  - --port
  - 5432
  volumeMounts:
  - name: \${secretVolume}
    mountPath: /secret
`;

describe('readManifests', () => {
  it('gives what loadManifests gives where nothing is wrong', () => {
    const { manifests, problems } = readManifests(good);
    const loaded = loadManifests(good);
    expect(problems).toEqual([]);
    expect(isRight(loaded) && loaded.right).toEqual(manifests);
  });

  it('gives every problem, and beside them what could be read', () => {
    const { manifests, problems } = readManifests(`${good}---\n${bad}`, { file: 'functions.yaml' });
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['unknown-field', ['spec', 'imagee']],
      ['wrong-type', ['spec', 'args', 1]],
    ]);
    expect([...manifests.functions.keys()]).toEqual(['update-status', 'dump']);
    expect(manifests.functions.get('dump')?.spec?.args).toEqual(['--port', '5432']);
  });

  it('keeps the places of what could be read, for the problems of later stages', () => {
    const dump = readManifests(bad, { file: 'dump.yaml' }).manifests.functions.get('dump');
    expect(dump && locate(dump, ['spec', 'volumeMounts', 0, 'name'])?.start).toMatchObject({ line: 11, column: 11 });
  });

  it('counts the first of two resources with one name', () => {
    const { manifests, problems } = readManifests(`${good}---\n${good.replace(':1', ':2')}`);
    expect(problems.map(({ code }) => code)).toEqual(['duplicate-resource']);
    expect(manifests.functions.get('update-status')?.spec?.image).toBe('acme/status:1');
  });

  it('leaves loadManifests to refuse the same text', () => {
    const loaded = loadManifests(bad);
    expect(isLeft(loaded) && loaded.left.map(({ code }) => code)).toEqual(['unknown-field', 'wrong-type']);
  });
});

describe('readManifests of a text that changes', () => {
  const fn = (name: string, image: string): string =>
    `apiVersion: stash.appscode.com/v1beta1\nkind: Function\nmetadata: { name: ${name} }\nspec: { image: ${image} }\n`;
  const before = readManifests([fn('a', 'x'), fn('b', 'x'), fn('c', 'x')].join('---\n'), { file: 'a.yaml' });
  const previous = before;

  it('keeps the resources of documents that are as they were, at their new places', () => {
    const text = [`# a comment\n${fn('a', 'x')}`, fn('b', 'other'), fn('c', 'x')].join('---\n');
    const { manifests, problems } = readManifests(text, { file: 'a.yaml', previous });
    expect(problems).toEqual([]);
    expect(manifests.all.map((resource) => before.manifests.all.includes(resource))).toEqual([false, false, true]);
    const [, , last] = manifests.all;
    expect(last && locate(last, ['spec', 'image'])?.start).toEqual({
      offset: text.lastIndexOf('x'),
      line: 15,
      column: 16,
    });
  });

  it('says of every text what it says without the earlier one', () => {
    const texts = [
      fn('a', 'x'),
      [fn('a', 'x'), fn('a', 'x')].join('---\n'),
      [fn('a', 'x'), fn('b', '[')].join('---\n'),
      [fn('a', 'x'), fn('b', 'x').replace('image', 'imag')].join('---\n'),
      `${fn('a', 'x')}...\n${fn('b', 'x')}`,
      '',
    ];
    for (const one of texts) {
      for (const other of texts) {
        const again = readManifests(other, { previous: readManifests(one) });
        const fresh = readManifests(other);
        expect(again.manifests.all).toEqual(fresh.manifests.all);
        expect(again.problems).toEqual(fresh.problems);
      }
    }
  });
});
