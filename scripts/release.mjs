/**
 * Publishes each package whose version is not in the registry yet, in the order of their dependencies. The release
 * workflow runs it once everything has passed. `--registry URL` publishes there, without provenance, which only a
 * workflow of GitHub or GitLab can give.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pack } from './check-packages.mjs';
import { run } from './run.mjs';
import { build, install } from './setup.mjs';

/** Resolves with the names and versions that were published. */
export async function release({ registry, env = {} } = {}) {
  await install();
  await build();
  const options = registry === undefined ? [] : ['--registry', registry, '--provenance=false'];
  const published = [];
  for (const { name, tarball } of await pack()) {
    const manifest = JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8'));
    const version = `${manifest.name}@${manifest.version}`;
    if (await isThere(version, options, env)) continue;
    await run('npm', ['publish', tarball, '--access', 'public', ...options], { env });
    published.push(version);
  }
  return published;
}

/** True where the registry has a version. A registry that does not answer is an error, and not a no. */
async function isThere(version, options, env) {
  const registry = options.slice(0, 2);
  const output = await run('npm', ['view', version, 'version', '--json', ...registry], { env, expect: [0, 1] });
  if (output.includes('E404')) return false;
  if (output.includes('"error"') || output.includes('npm error')) throw new Error(output);
  return output.trim() !== '';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--registry');
  const published = await release(at === -1 ? {} : { registry: process.argv[at + 1] });
  for (const version of published) console.log(`New tag: ${version}`);
  if (published.length === 0) console.log('every version is published already');
}
