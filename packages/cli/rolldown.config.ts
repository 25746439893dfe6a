import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig } from 'rolldown';

/** The YAML parser as ES modules, so that its unused parts can be left out. Node's own condition has no ES modules. */
const yamlModules = join(dirname(createRequire(import.meta.url).resolve('yaml/package.json')), 'browser/dist/index.js');

/**
 * The command with all its libraries. A subcommand only loads its own modules, so that a small one starts in about the
 * time of Node. esbuild can't make this bundle. If one subcommand needs a module of an index, it gives all of them
 * every module of that index.
 */
export default defineConfig({
  input: { bin: 'src/bin.ts' },
  platform: 'node',
  tsconfig: 'tsconfig.build.json',
  resolve: {
    // The modules of the workspace one by one, so that a subcommand's unused modules are left out.
    conditionNames: ['module', 'import', 'node', 'default'],
    // A library below the Kubernetes client uses a module of Node that Node warns about.
    alias: { punycode: 'punycode/', yaml: yamlModules },
  },
  output: {
    dir: 'dist',
    format: 'esm',
    minify: true,
    // Node looks for each file, which takes time, so modules that most subcommands share are in one file.
    codeSplitting: {
      groups: [
        { name: 'commander', test: /node_modules.commander/, priority: 1 },
        { name: 'shared', test: /packages.(?:core|templating).dist|node_modules/, minShareCount: 9 },
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
