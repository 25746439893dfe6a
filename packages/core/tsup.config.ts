import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', decode: 'src/decode.ts', files: 'src/files.ts' },
  format: 'esm',
  target: 'es2022',
  sourcemap: true,
  clean: true,
  // The declarations step sets a baseUrl of its own, which TypeScript 6 calls deprecated.
  dts: { compilerOptions: { ignoreDeprecations: '6.0', rootDir: 'src' } },
  tsconfig: 'tsconfig.build.json',
});
