/** Packs each package as for publishing, and lets publint and "are the types wrong" check the tarball. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';
import { packages, pnpm } from './setup.mjs';

export async function checkPackages() {
  // Imported here and not above, because this file is loaded before anything is installed.
  const { publint } = await import('publint');
  const { formatMessage } = await import('publint/utils');
  const complaints = [];
  let passed = 0;
  for (const { name, tarball } of await pack()) {
    const { buffer, byteOffset, byteLength } = readFileSync(tarball);
    const manifest = JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8'));
    const { messages } = await publint({ pack: { tarball: buffer.slice(byteOffset, byteOffset + byteLength) } });
    complaints.push(...messages.map((message) => `${name}: ${formatMessage(message, manifest)}`));
    // We publish ESM only: Node 20.19 and newer can require it.
    await run('attw', [tarball, '--profile', 'esm-only']);
    passed += 2;
  }
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  return { passed };
}

/**
 * The tarballs of all packages, in the order of their dependencies, with real versions in place of workspace ones. They
 * are made once in a process, and deleted at its end.
 */
export function pack() {
  packed ??= packAll();
  return packed;
}

let packed;

async function packAll() {
  const folder = mkdtempSync(join(tmpdir(), 'stash-functions-tarballs-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const tarballs = [];
  for (const name of packages) {
    const output = await pnpm(['--dir', `packages/${name}`, 'pack', '--json', '--pack-destination', folder], {
      stdoutOnly: true,
    });
    const { filename } = JSON.parse(output.slice(output.indexOf('{')));
    tarballs.push({ name, tarball: filename });
  }
  return tarballs;
}
