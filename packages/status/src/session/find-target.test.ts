import { isLeft } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { backupBatch, backupConfiguration, claim, restoreSession } from '../../test/sessions.ts';
import { findTarget, type TargetClue } from './find-target.ts';

describe('findTarget', () => {
  const batch = backupBatch(['media', 'db']);
  const found = (clue?: TargetClue) => {
    const target = findTarget(batch, clue);
    return isLeft(target) ? target.left.map(({ code, hint }) => [code, hint]) : target.right.name;
  };

  it('needs no clue where there is one target', () => {
    expect(findTarget(backupConfiguration())).toEqual({ _tag: 'Right', right: claim('media') });
  });

  it('tells several apart by whatever is known', () => {
    expect(found({ name: 'db' })).toBe('db');
    expect(found({ name: 'db', namespace: 'shop', kind: 'PersistentVolumeClaim' })).toBe('db');
    expect(found()).toEqual([
      ['ambiguous-target', 'say which: PersistentVolumeClaim shop/media, PersistentVolumeClaim shop/db'],
    ]);
  });

  it('never takes another one for what was asked', () => {
    expect(found({ name: 'dbs' })).toEqual([['unknown-target', 'did you mean `db`?']]);
    expect(found({ name: 'db', namespace: 'prod' })).toMatchObject([['unknown-target', expect.anything()]]);
    expect(found({ name: 'db', kind: 'Deployment' })).toMatchObject([['unknown-target', expect.anything()]]);
  });

  it('compares no namespace in a restore', () => {
    expect(findTarget(restoreSession(), { name: 'media', namespace: 'prod' })).toMatchObject({
      right: { name: 'media' },
    });
  });

  it('says that there is no target', () => {
    const { spec: _, ...bare } = backupConfiguration();
    const target = findTarget(bare);
    expect(isLeft(target) && target.left[0].code).toBe('no-target');
  });
});
