import { expect, it } from 'vitest';
import { didYouMean } from './did-you-mean.ts';

const fields = ['lastBackupTime', 'image', 'command', 'args', 'workingDir', 'ports', 'volumeMounts', 'runtimeSettings'];

it.each([
  ['imge', 'image'],
  ['iamge', 'image'],
  ['Image', 'image'],
  ['argz', 'args'],
  ['wrkingdir', 'workingDir'],
  ['volumemount', 'volumeMounts'],
  ['image', 'image'],
  ['lastBackupDuration', undefined],
  ['lastBackupTme', 'lastBackupTime'],
  ['zzzz', undefined],
  ['', undefined],
  ['x'.repeat(100_000), undefined],
])('didYouMean(%j) is %j', (name, meant) => {
  expect(didYouMean(name, fields)).toBe(meant);
});

it('is undefined where there is no candidate', () => {
  expect(didYouMean('image', [])).toBeUndefined();
});

it.each([
  ['another occasion is not meant', 'postgres-bakup-11.9', ['postgres-restore-11.9'], undefined],
  ['another occasion is not meant', 'postgres-backup-13.2', ['postgres-restore-13.2'], undefined],
  ['another database is not meant', 'mysql-backup-8.0', ['nats-backup-8.0', 'mariadb-backup-8.0'], undefined],
  [
    'the same major version comes first',
    'postgres-backup-13.1',
    ['postgres-backup-11.1', 'postgres-backup-13.13.0'],
    'postgres-backup-13.13.0',
  ],
  [
    'the nearest of one major version',
    'mysql-backup-8.0.3',
    ['mysql-backup-8.0.21', 'mysql-backup-8.0.3-v2'],
    'mysql-backup-8.0.3-v2',
  ],
  ['another word is not meant', 'MAX_CONCURRENCY', ['MAX_CONNECTIONS'], undefined],
  ['a word beside another one', 'update-state', ['update-status'], 'update-status'],
  ['another word is not meant', 'host', ['port', 'user'], undefined],
  ['a word that lacks a letter', 'TARGET_NAMESPCE', ['TARGET_NAME', 'TARGET_NAMESPACE'], 'TARGET_NAMESPACE'],
  ['a kind for another occasion is not meant', 'RestoreSesion', ['BackupSession', 'RestoreSession'], 'RestoreSession'],
])('%s: %s of %j is %s', (_, name, candidates, meant) => {
  expect(didYouMean(name, candidates)).toBe(meant);
});
