import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`./packages/${path}`, import.meta.url));

/**
 * Tests run on the sources, so that they need no build: a package of the workspace is its `src`. The most specific
 * entry stands first, because an alias also matches the paths below it.
 */
const alias = {
  '@stash-functions/core/decode': source('core/src/decode.ts'),
  '@stash-functions/core/descriptions': source('core/src/descriptions.ts'),
  '@stash-functions/core/schema': source('core/src/schema.ts'),
  '@stash-functions/core/files': source('core/src/files.ts'),
  '@stash-functions/core': source('core/src/index.ts'),
  '@stash-functions/templating': source('templating/src/index.ts'),
  '@stash-functions/k8s-adapter/admission': source('k8s-adapter/src/admission/index.ts'),
  '@stash-functions/k8s-adapter/cluster': source('k8s-adapter/src/cluster/index.ts'),
  '@stash-functions/k8s-adapter': source('k8s-adapter/src/index.ts'),
  '@stash-functions/lint': source('lint/src/index.ts'),
  '@stash-functions/status/textfile': source('status/src/textfile.ts'),
  '@stash-functions/status': source('status/src/index.ts'),
  '@stash-functions/language-service/server': source('language-service/src/server.ts'),
  '@stash-functions/language-service': source('language-service/src/index.ts'),
  '@stash-functions/testing/cluster': source('testing/src/cluster.ts'),
  '@stash-functions/testing/vitest': source('testing/src/vitest.ts'),
  '@stash-functions/testing/jest': source('testing/src/jest.ts'),
  '@stash-functions/testing': source('testing/src/index.ts'),
};

const config: ViteUserConfig = defineConfig({
  resolve: { alias },
  test: {
    include: [
      'packages/*/{src,test,scripts}/**/*.{test,test-prop}.ts',
      'examples/**/*.test.ts',
      'conformance/**/*.test.ts',
      'site/**/*.test.ts',
    ],
    setupFiles: ['packages/core/test/property-seed.ts'],
    // Modules are loaded once a worker: no test changes them, and loading takes longer than the tests themselves.
    isolate: false,
    // A machine that others use too may be ten times slower; a test that hangs is found all the same.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    typecheck: { enabled: false, include: ['packages/*/src/**/*.test-d.ts'], tsconfig: './tsconfig.json' },
    coverage: { provider: 'v8', include: ['packages/*/src/**'], exclude: ['**/*.test*.ts', '**/kubernetes/**'] },
  },
});

export default config;
