import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLeft } from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Metric } from './metrics/metric.ts';
import { writeTextfiles } from './textfile.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'stash-functions-textfile-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

function metric(name: string, value: number, record: Metric['record']): Metric {
  const labels = { invoker_kind: 'BackupBatch', invoker_name: 'nightly', target_name: name };
  return {
    name: 'stash_functions_x',
    help: 'It.',
    type: 'gauge',
    unit: 'count',
    labels,
    value,
    scope: 'target',
    record,
  };
}

describe('writeTextfiles', () => {
  it('writes a file for each group, and replaces it alone', async () => {
    const files = await writeTextfiles(directory, [
      metric('a', 1, 'last_run'),
      metric('a', 2, 'last_success'),
      metric('b', 3, 'last_run'),
    ]);
    expect(isLeft(files) ? [] : files.right).toHaveLength(3);
    await writeTextfiles(directory, [metric('a', 0, 'last_run')]);
    const names = await readdir(directory);
    const texts = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
    expect(names.filter((name) => !name.endsWith('.prom'))).toEqual([]);
    expect(texts.map((text) => text.trim().split(' ').at(-1)).toSorted()).toEqual(['0', '2', '3']);
  });

  it('never gives two groups one file', async () => {
    const names = ['a/b', 'a_b', 'a.b', 'x'.repeat(300), `${'x'.repeat(300)}y`];
    const files = await writeTextfiles(
      directory,
      names.map((name) => metric(name, 1, 'last_run')),
    );
    expect(new Set(isLeft(files) ? [] : files.right).size).toBe(names.length);
  });

  it('tells of a directory that it cannot write', async () => {
    await writeFile(join(directory, 'file'), '');
    const files = await writeTextfiles(join(directory, 'file'), [metric('a', 1, 'last_run')]);
    expect(isLeft(files) && files.left[0].code).toBe('file-not-written');
  });
});
