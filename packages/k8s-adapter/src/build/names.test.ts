import { describe, expect, test } from 'vitest';
import {
  backupJobName,
  containerName,
  interimClaimName,
  licenseReaderName,
  limitName,
  repositoryAccessName,
  restoreJobName,
} from './names.ts';

describe('names are those of Stash wherever these are valid', () => {
  test.each([
    [backupJobName('nightly.v1-1561974001', 0), 'stash-backup-nightly-v1-1561974001-0'],
    [restoreJobName('db', 2), 'stash-restore-db-2'],
    [restoreJobName('db', 0, 1), 'stash-restore-db-0-1'],
    [containerName('upload.v20', 1), 'upload-v20-1'],
    [containerName('upload.v20'), 'upload-v20'],
    [interimClaimName('db-1561974001', 'interim'), 'db-1561974001-interim'],
    [licenseReaderName('demo', 'backup-sa'), 'appscode:license-reader-demo-backup-sa'],
    [repositoryAccessName('prod', 'RestoreBatch', 'db', 1), 'prod-restorebatch-db-1'],
  ])('%s', (name, expected) => expect(name).toBe(expected));
});

describe('limitName', () => {
  test('leaves a name of 63 characters as it is', () => {
    expect(limitName('a'.repeat(63))).toBe('a'.repeat(63));
  });

  test('cuts a longer one, and tells apart those that begin and end alike', () => {
    const [one, two] = ['1', '2'].map((middle) => limitName(`${'a'.repeat(50)}${middle}${'b'.repeat(50)}`));
    expect(one).toHaveLength(63);
    expect(one).not.toBe(two);
  });

  test('leaves no dash or dot before the hash', () => {
    expect(limitName(`${'a'.repeat(40)}${'.-'.repeat(20)}b`)).toMatch(/^a{40}-[0-9a-f]{16}$/);
  });
});
