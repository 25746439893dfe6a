import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { bin: 'src/bin.ts' },
  format: 'esm',
  target: 'node20',
  platform: 'node',
  clean: true,
  minify: true,
  // The command is one file, so that it starts as fast as Node itself. Code that is loaded late has files of its own.
  splitting: true,
  noExternal: [/.*/],
  // Libraries that are no ES modules load Node's own modules by `require`.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);",
  },
  tsconfig: 'tsconfig.build.json',
  // A library below the Kubernetes client uses a module of Node that Node warns about.
  esbuildOptions: (options) => {
    options.alias = { punycode: 'punycode/' };
  },
  onSuccess: async () => {
    writeFileSync('dist/config.schema.json', execFileSync('node', ['dist/bin.js', 'schema', 'config']));
  },
});
