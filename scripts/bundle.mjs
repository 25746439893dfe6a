/** Bundles the built packages as the application of a user does: by esbuild and by rolldown, minified. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** A folder that has every package of the workspace among its dependencies. */
const folder = resolve('packages/cli');

/** The entries of all libraries that run in a browser. The others read files, talk to a cluster or run in a test. */
export function browserEntries() {
  return readdirSync('packages')
    .filter((name) => name !== 'cli' && name !== 'testing')
    .flatMap((name) => {
      const manifest = JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8'));
      return Object.keys(manifest.exports).map((entry) => manifest.name + entry.slice(1));
    })
    .filter((entry) => !entry.endsWith('.json') && !onlyForNode.has(entry));
}

const onlyForNode = new Set([
  '@stash-functions/core/files',
  '@stash-functions/k8s-adapter/cluster',
  '@stash-functions/language-service/server',
  '@stash-functions/status/textfile',
]);

/**
 * The text of a program's bundle, by each bundler. Rejects where the program needs anything that browsers do not have.
 */
export const bundlers = { esbuild: bundleByEsbuild, rolldown: bundleByRolldown };

/**
 * @param contents - the program, as a module
 * @param options - more options of esbuild
 */
export async function bundleByEsbuild(contents, options = {}) {
  // Imported here and not above, because this file is loaded before anything is installed.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    // Without the paths of the workspace, which lead to the sources.
    tsconfigRaw: {},
    write: false,
    logLevel: 'silent',
    ...options,
  });
  return outputFiles[0].text;
}

async function bundleByRolldown(contents) {
  const { rolldown } = await import('rolldown');
  const id = resolve(folder, 'program.mjs');
  const bundle = await rolldown({
    input: id,
    platform: 'browser',
    tsconfig: false,
    onLog: (level, log) => {
      if (level === 'warn') throw new Error(log.message);
    },
    plugins: [
      {
        name: 'program',
        resolveId: (name) => (name === id ? id : undefined),
        load: (name) => (name === id ? contents : undefined),
      },
    ],
  });
  try {
    const { output } = await bundle.generate({ format: 'esm', minify: true });
    return output.map(({ code }) => code).join('');
  } finally {
    await bundle.close();
  }
}

/** The number of bytes of a text under the best compression of a server. */
export function compressedSize(text) {
  return brotliCompressSync(text).length;
}
