import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** The tests that need the built site and a browser: `npm run test:site`. `npm test` runs the others, `*.test.ts`. */
const config: ViteUserConfig = defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['test/**/*.browser.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

export default config;
