import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accessName, backupJobName, containerName, limitName, repositoryAccessName, restoreJobName } from './names.ts';

/** Long names with the same beginning and end. They differ somewhere between, in a character or in a dot for a dash. */
const similar = fc
  .record({
    head: fc.stringMatching(/^[a-z][a-z0-9]{0,60}$/),
    tail: fc.stringMatching(/^[a-z0-9]{0,60}[a-z]$/),
    separators: fc.array(fc.constantFrom('.', '-', 'x', '-0-', '-backupconfiguration-'), {
      minLength: 1,
      maxLength: 8,
    }),
  })
  .map(({ head, tail, separators }) => `${head}${separators.join('a')}${tail}`.slice(0, 253).replace(/[-.]+$/, ''));

const pair = fc
  .tuple(similar, fc.nat(), fc.constantFrom('.', '-', 'x', 'y'))
  .map(([name, at, character]): readonly [string, string] => {
    const place = 1 + (at % Math.max(1, name.length - 2));
    const other = `${name.slice(0, place)}${character}${name.slice(place + 1)}`;
    return [name, other.replaceAll(/[-.](?=[-.])/g, 'z')];
  })
  .filter(([one, two]) => one !== two);

const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

test('names of objects are valid and at most 63 characters long, whatever they are made of', () => {
  fc.assert(
    fc.property(similar, fc.nat(99), (name, index) => {
      const dashed = [backupJobName(name, index), restoreJobName(name, index, index), containerName(name, index)];
      for (const each of dashed) expect(each).toMatch(label);
      const all = [
        ...dashed,
        accessName('RestoreBatch', name, index),
        repositoryAccessName('a', 'RestoreBatch', name, index),
      ];
      for (const each of all) expect(each.length).toBeLessThanOrEqual(63);
    }),
    { numRuns: 500 },
  );
});

test('two invokers never share an object, but Jobs of short names that differ in dots and dashes', () => {
  fc.assert(
    fc.property(pair, fc.constantFrom('BackupConfiguration', 'RestoreBatch'), fc.nat(9), ([one, two], kind, index) => {
      expect(accessName(kind, one, index)).not.toBe(accessName(kind, two, index));
      expect(repositoryAccessName('a', kind, one, index)).not.toBe(repositoryAccessName('a', kind, two, index));
      const fits = `stash-restore-${one}-${index}`.length <= 63 || `stash-restore-${two}-${index}`.length <= 63;
      if (fits && one.replaceAll('.', '-') === two.replaceAll('.', '-')) return;
      expect(restoreJobName(one, index)).not.toBe(restoreJobName(two, index));
    }),
    { numRuns: 1000 },
  );
});

test('kinds, members and replicas of one invoker never share an object', () => {
  fc.assert(
    fc.property(similar, (name) => {
      const places = [0, 1, 10, 11, 101];
      const access = ['BackupConfiguration', 'BackupBatch', 'RestoreSession', 'RestoreBatch'].flatMap((kind) =>
        places.map((place) => accessName(kind, name, place)),
      );
      const jobs = places.flatMap((member) => places.map((ordinal) => restoreJobName(name, member, ordinal)));
      for (const names of [access, jobs]) expect(new Set(names).size).toBe(names.length);
    }),
    { numRuns: 200 },
  );
});

test('a name that fits the limit stays as it is, and no name is longer', () => {
  fc.assert(
    fc.property(similar, fc.integer({ min: 20, max: 253 }), (name, limit) => {
      const cut = limitName(name, limit);
      expect(cut.length).toBeLessThanOrEqual(limit);
      if (name.length <= limit) expect(cut).toBe(name);
    }),
    { numRuns: 500 },
  );
});

test('a name that is too long ends in the SHA-256 hash that Node computes, whatever it is made of', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 64, maxLength: 5000 }), (name) => {
      const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
      expect(limitName(name).slice(-17)).toBe(`-${hash}`);
    }),
    { numRuns: 1000 },
  );
});
