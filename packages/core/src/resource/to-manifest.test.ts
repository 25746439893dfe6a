import { describe, expect, it } from 'vitest';
import { orThrow } from '../problem/or-throw.ts';
import { decodeFunction } from './function.ts';
import { referenceTo } from './reference-to.ts';
import { decodeRepository } from './repository.ts';
import { toManifest } from './to-manifest.ts';

describe('toManifest', () => {
  const fn = orThrow(
    decodeFunction({
      spec: { workDir: '/data', runtimeSettings: { container: { nice: { adjustment: 5 } } } },
      metadata: { name: 'a' },
      kind: 'Function',
      apiVersion: 'stash.appscode.com/v1beta1',
    }),
  );

  it('writes the spelling of the CRD, apiVersion and kind in front', () => {
    expect(JSON.stringify(toManifest(fn))).toBe(
      '{"apiVersion":"stash.appscode.com/v1beta1","kind":"Function","metadata":{"name":"a"},' +
        '"spec":{"workingDir":"/data","runtimeSettings":{"nice":{"adjustment":5}}}}',
    );
  });

  it('gives a copy', () => {
    expect(toManifest(fn)).toEqual(fn);
    expect(toManifest(fn)).not.toBe(fn);
    expect(toManifest(fn).spec).not.toBe(fn.spec);
  });

  it('keeps a key that is called like a prototype', () => {
    const annotations = JSON.parse('{"__proto__":"x"}');
    const manifest = toManifest({ ...fn, metadata: { name: 'a', annotations } });
    expect(Object.keys(manifest.metadata.annotations ?? {})).toEqual(['__proto__']);
  });
});

describe('referenceTo', () => {
  it('has as much of the identity as there is', () => {
    const header = { apiVersion: 'stash.appscode.com/v1alpha1', kind: 'Repository' };
    const repository = orThrow(decodeRepository({ ...header, metadata: { name: 'a', namespace: 'b', labels: {} } }));
    expect(referenceTo(repository)).toEqual({ ...header, namespace: 'b', name: 'a' });
    expect(referenceTo({ kind: 'Job', metadata: {} })).toEqual({ kind: 'Job' });
  });
});
