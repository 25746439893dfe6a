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
  // One file, so that it starts in the time that Node itself takes; what is loaded late is a file of its own.
  splitting: true,
  noExternal: [/.*/],
  // Libraries that are no ES modules ask for Node's own by `require`.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);",
  },
  tsconfig: 'tsconfig.build.json',
  // A library below the client of Kubernetes asks for the one of Node, of which Node warns.
  esbuildOptions: (options) => {
    options.alias = { punycode: 'punycode/' };
  },
  onSuccess: async () => {
    writeFileSync('dist/config.schema.json', execFileSync('node', ['dist/bin.js', 'schema', 'config']));
  },
});
