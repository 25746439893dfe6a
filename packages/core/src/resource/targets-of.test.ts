import { describe, expect, it } from 'vitest';
import { findByReference } from './find-by-reference.ts';
import { type Invoker, isBatch, occasionOf, targetsOf } from './targets-of.ts';

const metadata = { name: 'x' };
const api = { apiVersion: 'stash.appscode.com/v1beta1', metadata } as const;

describe('targetsOf', () => {
  const one = { target: { alias: 'one' } };
  const two = { target: { alias: 'two' } };
  const repository = { name: 'r' };
  const retentionPolicy = { name: 'p', prune: true };

  it.each<[Invoker, ReadonlyArray<unknown>]>([
    [{ ...api, kind: 'BackupConfiguration', spec: { ...one, repository, retentionPolicy } }, ['spec']],
    [{ ...api, kind: 'RestoreSession', spec: { ...one, repository } }, ['spec']],
  ])('has the whole spec of $kind', (invoker, path) => {
    const occasion = occasionOf(invoker);
    expect(targetsOf(invoker)).toEqual([{ occasion, invoker, path, spec: invoker.spec, member: 0 }]);
    expect(isBatch(invoker)).toBe(false);
  });

  it.each<[Invoker]>([
    [{ ...api, kind: 'BackupBatch', spec: { repository, members: [one, two], retentionPolicy } }],
    [{ ...api, kind: 'RestoreBatch', spec: { repository, members: [one, two] } }],
  ])('has the members of $kind in their order', (invoker) => {
    const occasion = occasionOf(invoker);
    expect(targetsOf(invoker)).toEqual([
      { occasion, invoker, path: ['spec', 'members', 0], spec: one, member: 0 },
      { occasion, invoker, path: ['spec', 'members', 1], spec: two, member: 1 },
    ]);
    expect(isBatch(invoker)).toBe(true);
  });

  it('says backup or restore also where nothing else is known', () => {
    expect(targetsOf({ ...api, kind: 'BackupConfiguration' })).toMatchObject([{ occasion: 'backup', spec: {} }]);
    expect(targetsOf({ ...api, kind: 'RestoreSession' })).toMatchObject([{ occasion: 'restore', spec: {} }]);
    expect(targetsOf({ ...api, kind: 'BackupBatch' })).toEqual([]);
    expect(occasionOf({ ...api, kind: 'RestoreBatch' })).toBe('restore');
  });
});

describe('findByReference', () => {
  const inA = { kind: 'AppBinding', metadata: { name: 'db', namespace: 'a' } };
  const inB = { kind: 'AppBinding', metadata: { name: 'db', namespace: 'b' } };
  const unplaced = { kind: 'AppBinding', metadata: { name: 'db' } };
  const secret = { kind: 'Secret', metadata: { name: 'db', namespace: 'a' } };
  const nameless = { kind: 'AppBinding' };

  it.each([
    ['its own namespace', [inA, inB], { name: 'db', namespace: 'b' }, 'a', inB],
    ['that of the referrer', [inA, inB], { name: 'db' }, 'b', inB],
    ['that of the referrer for an empty one', [inA, inB], { name: 'db', namespace: '' }, 'b', inB],
    ['no other', [inA], { name: 'db' }, 'c', undefined],
    ['an object without one', [unplaced], { name: 'db' }, 'c', unplaced],
    ['an object with one first', [unplaced, inB], { name: 'db' }, 'b', inB],
    ['any where the referrer has none', [inA], { name: 'db' }, undefined, inA],
    ['the kind', [secret, inA], { kind: 'AppBinding', name: 'db' }, 'a', inA],
    ['no name', [nameless, inA], {}, 'a', undefined],
    ['an empty name', [inA], { name: '' }, 'a', undefined],
    ['no reference', [inA], undefined, 'a', undefined],
  ])('looks for %s', (_, candidates, reference, from, found) => {
    expect(findByReference(candidates, reference, from)).toBe(found);
  });
});
