import { isLeft, isRight } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { readResticBackup, readResticForget, readResticStats, resticFailure } from './restic.ts';

const summary = JSON.stringify({
  message_type: 'summary',
  snapshot_id: 'c0ffee',
  total_bytes_processed: 4096,
  data_added: 512,
  total_duration: 1.75,
  files_new: 2,
});

describe('readResticBackup', () => {
  it('takes the summary among the lines, and the errors of files beside it', () => {
    const error = JSON.stringify({ message_type: 'error', error: { message: 'no permission' }, item: '/data/x' });
    const status = JSON.stringify({ message_type: 'status', percent_done: 0.5 });
    expect(readResticBackup(`${status}\n${error}\n${summary}\n`, '/data')).toMatchObject({
      right: {
        snapshot: { id: 'c0ffee', path: '/data', bytes: 4096, uploadedBytes: 512, seconds: 1.75, files: { new: 2 } },
        fileErrors: ['/data/x: no permission'],
        warnings: [],
      },
    });
  });

  it('warns where restic said nothing of a snapshot', () => {
    const backup = readResticBackup('', '/data');
    expect(isRight(backup) && backup.right.warnings.map(({ code }) => code)).toEqual(['restic-no-summary']);
  });

  it('shows a line that is no JSON', () => {
    const backup = readResticBackup('Fatal: wrong password or no key found\n', '/data');
    expect(isLeft(backup) && backup.left[0]).toMatchObject({
      code: 'restic-syntax',
      hint: 'it begins with: Fatal: wrong password or no key found',
    });
  });
});

describe('readResticForget', () => {
  it('adds up all groups', () => {
    expect(readResticForget('[{"keep":[1,2],"remove":null},{"keep":[3],"remove":[4]}]\nremoving\n')).toEqual({
      _tag: 'Right',
      right: { kept: 3, removed: 1 },
    });
  });

  it.each(['null', '[]', '', 'Fatal: locked'])('knows nothing from %s', (text) => {
    expect(isLeft(readResticForget(text))).toBe(true);
  });

  it('reads a megabyte of brackets in no time', () => {
    expect(isLeft(readResticForget('[{'.repeat(500_000)))).toBe(true);
  });
});

describe('readResticStats', () => {
  it('tells the bytes of the repository', () => {
    expect(readResticStats('{"total_size":7340032}')).toEqual({ _tag: 'Right', right: 7_340_032 });
  });
});

describe('resticFailure', () => {
  it.each([
    ['Fatal: a\n', 'Fatal: a'],
    ['Fatal: a\nrepository locked\n', 'Fatal: a repository locked'],
    [`${'x'.repeat(300)}\nFatal: end\n`, 'Fatal: end'],
    ['x'.repeat(300), 'x'.repeat(256)],
  ])('tells the end of %j on one line', (stderr, cause) => {
    expect(resticFailure(stderr)).toBe(cause);
  });
});
