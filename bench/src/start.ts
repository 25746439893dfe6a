import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BenchRow } from './measure.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * A process of its own for each start, which imports one entry of one package and ends, beside one that imports
 * nothing. Entries that need a test runner or another package are left out.
 */
export const rows: ReadonlyArray<BenchRow> = libraries().flatMap(({ name, folder, entries }) =>
  entries.map((entry) => ({
    name: `import ${name}${entry.slice(1)}`,
    aim: 'at most 60 ms over Node, which is about 2.5 × its own start',
    limit: 8,
    long: true,
    run: () => start(folder, `import '${name}${entry.slice(1)}'`),
    peers: [{ name: 'Node alone', run: () => start(folder, '') }],
  })),
);

interface Library {
  readonly name: string;
  readonly folder: string;
  readonly entries: ReadonlyArray<string>;
}

function libraries(): ReadonlyArray<Library> {
  return readdirSync(`${root}packages`).map((folder) => {
    const { name, exports = {} }: { readonly name: string; readonly exports?: object } = JSON.parse(
      readFileSync(`${root}packages/${folder}/package.json`, 'utf8'),
    );
    const entries = Object.keys(exports).filter((entry) => !/json$|vitest$|jest$/.test(entry));
    return { name, folder: `${root}packages/${folder}`, entries };
  });
}

function start(cwd: string, script: string): void {
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd });
  if (status !== 0) throw new Error(stderr.toString());
}
