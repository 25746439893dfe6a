import { expect, it } from 'vitest';
import { majorOf, purposeOf } from './name-purpose.ts';

it.each([
  ['postgres-backup-13.1', 'backup', 'postgres', '13.1'],
  ['mysql-restore-8.0.21-v2', 'restore', 'mysql', '8.0.21'],
  ['elasticsearch-backup-7.3.2', 'backup', 'elasticsearch', '7.3.2'],
  ['kubedb.com/percona-xtradb', undefined, 'percona-xtradb', undefined],
  ['pvc-backup', 'backup', undefined, undefined],
  ['pg-dump', undefined, 'postgres', undefined],
  ['backup-and-restore', undefined, undefined, undefined],
  ['preRestore', 'restore', undefined, undefined],
  ['update-status', undefined, undefined, undefined],
])('the name %s says %s, %s, %s', (name, occasion, database, version) => {
  expect(purposeOf(name)).toEqual({ occasion, database, version });
});

it('takes the first number for the major version', () => {
  expect(majorOf('13.1')).toBe(13);
  expect(majorOf('v9.6')).toBe(9);
  expect(majorOf('latest')).toBeUndefined();
});
