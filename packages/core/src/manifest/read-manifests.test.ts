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
