import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig } from 'rolldown';

/** The parser of YAML as ES modules, so that its unused parts can be left out. Node's own condition has none. */
const yamlModules = join(dirname(createRequire(import.meta.url).resolve('yaml/package.json')), 'browser/dist/index.js');

/**
 * The command with all its libraries. A subcommand loads its own modules alone, so that a small one starts in about the
 * time of Node. esbuild can't make this bundle: it keeps every module that an index names, for any subcommand, in all.
 */
export default defineConfig({
  input: { bin: 'src/bin.ts' },
  platform: 'node',
  tsconfig: 'tsconfig.build.json',
  resolve: {
    // The modules of the workspace one by one: what a subcommand does not use is left out.
    conditionNames: ['module', 'import', 'node', 'default'],
    // A library below the client of Kubernetes asks for the one of Node, of which Node warns.
    alias: { punycode: 'punycode/', yaml: yamlModules },
  },
  output: {
    dir: 'dist',
    format: 'esm',
    minify: true,
    // Each file costs Node a look for it: what most subcommands share is one.
    codeSplitting: {
      groups: [
        { name: 'commander', test: /node_modules.commander/, priority: 1 },
        { name: 'shared', minShareCount: 9 },
      ],
    },
    chunkFileNames: '[name]-[hash].js',
  },
  plugins: [
    {
      name: 'config-schema',
      buildStart: () => rmSync('dist', { recursive: true, force: true }),
      closeBundle: () => {
        chmodSync('dist/bin.js', 0o755);
        writeFileSync('dist/config.schema.json', execFileSync('node', ['dist/bin.js', 'schema', 'config']));
      },
    },
  ],
});
