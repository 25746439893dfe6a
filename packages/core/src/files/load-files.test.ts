import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isLeft } from 'fp-ts/lib/Either.js';
import { afterAll, describe, expect, it } from 'vitest';
import { orThrow } from '../problem/or-throw.ts';
import { loadManifestFiles, loadManifestFilesSync, readManifestFiles, readManifestTexts } from './load-files.ts';

const cwd = mkdtempSync(join(tmpdir(), 'stash-functions-files-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const fn = (name: string, more = ''): string =>
  `apiVersion: stash.appscode.com/v1beta1\nkind: Function\nmetadata: { name: ${name} }\nspec: { image: a${more} }\n`;
const write = (path: string, content: string | Uint8Array): void => {
  mkdirSync(join(cwd, path, '..'), { recursive: true });
  writeFileSync(join(cwd, path), content);
};

write('tree/b.yaml', fn('b'));
write('tree/a.yml', fn('a'));
write('tree/deep/c.json', JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } }));
write('tree/deep/[d] {e}.yaml', fn('d'));
write('tree/notes.txt', 'nothing');
write('tree/.hidden/x.yaml', fn('x'));
write('tree/node_modules/y.yaml', fn('y'));
write('twice.yaml', fn('b'));
write('wrong.yaml', fn('wrong', ', arg: [1]'));
write('latin1.yaml', new Uint8Array([0x61, 0x3a, 0x20, 0xe9]));
write('bom.yaml', `\uFEFF${fn('bom')}`);
write('empty/notes.txt', '');

describe('loadManifestFiles', () => {
  it('reads a folder and the folders in it, in order, without hidden files and node_modules', async () => {
    const manifests = orThrow(await loadManifestFiles('tree', { cwd }));
    expect([...manifests.functions.keys()]).toEqual(['a', 'b', 'd']);
    expect(manifests.others.map(({ kind }) => kind)).toEqual(['ConfigMap']);
  });

  it.each<[what: string, paths: Parameters<typeof loadManifestFiles>[0], names: ReadonlyArray<string>]>([
    ['one file, whatever characters its name has', 'tree/deep/[d] {e}.yaml', ['d']],
    ['a glob', 'tree/*.{yaml,yml}', ['a', 'b']],
    ['a file that is named twice, once', ['tree/b.yaml', 'tree'], ['b', 'a', 'd']],
    ['a URL', pathToFileURL(join(cwd, 'tree/a.yml')), ['a']],
    ['an absolute path', join(cwd, 'tree/a.yml'), ['a']],
    ['a file with a byte order mark', 'bom.yaml', ['bom']],
    ['no paths', [], []],
  ])('reads %s', async (_, paths, names) => {
    expect([...orThrow(await loadManifestFiles(paths, { cwd })).functions.keys()]).toEqual(names);
    expect([...orThrow(loadManifestFilesSync(paths, { cwd })).functions.keys()]).toEqual(names);
  });

  it('reports every path that leads nowhere beside what is wrong in the others, by file', async () => {
    const paths = ['absent.yaml', 'empty', 'no/*.yaml', 'latin1.yaml', 'wrong.yaml', 'tree', 'twice.yaml'];
    const result = await loadManifestFiles(paths, { cwd });
    const found = isLeft(result) ? result.left.map(({ code, source }) => `${code} ${source?.file ?? ''}`) : [];
    expect(found).toEqual([
      'unreadable-file ',
      'unreadable-file ',
      'unreadable-file ',
      'unreadable-file ',
      'unknown-field wrong.yaml',
      'duplicate-resource twice.yaml',
    ]);
    expect(loadManifestFilesSync(paths, { cwd })).toEqual(result);
  });

  it.skipIf(process.getuid?.() === 0)('reports a file that may not be read', async () => {
    write('secret.yaml', fn('s'));
    chmodSync(join(cwd, 'secret.yaml'), 0);
    const { problems } = await readManifestFiles('secret.yaml', { cwd });
    expect(problems.map(({ code }) => code)).toEqual(['unreadable-file']);
  });

  it('ends where a folder holds itself', async () => {
    write('loop/a.yaml', fn('a'));
    symlinkSync(join(cwd, 'loop'), join(cwd, 'loop/again'));
    const { problems } = await readManifestFiles('loop', { cwd });
    expect(problems.filter(({ code }) => code === 'unreadable-file')).toEqual([]);
  });

  it('takes undefined for an option that is left out', async () => {
    const result = await loadManifestFiles(join(cwd, 'wrong.yaml'), { cwd: undefined, lenient: undefined });
    expect(isLeft(result)).toBe(true);
    expect(isLeft(await loadManifestFiles('wrong.yaml', { cwd, lenient: true }))).toBe(false);
  });
});

describe('readManifestFiles', () => {
  it('gives what could be read, the first of two with one name, and the texts', async () => {
    const read = await readManifestFiles(['wrong.yaml', 'tree/b.yaml', 'twice.yaml'], { cwd });
    expect([...read.manifests.functions.keys()]).toEqual(['wrong', 'b']);
    expect(read.files.map(({ file }) => file)).toEqual(['wrong.yaml', 'tree/b.yaml', 'twice.yaml']);
    expect(read.files[1]?.text).toBe(fn('b'));
  });

  it('reads texts as it reads files', () => {
    const { manifests, problems } = readManifestTexts([{ file: '<stdin>', text: fn('piped', ', arg: 1') }]);
    expect([...manifests.functions.keys()]).toEqual(['piped']);
    expect(problems.map(({ source }) => source?.file)).toEqual(['<stdin>']);
  });
});
