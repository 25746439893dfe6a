import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globals: true,
    setupFiles: ['@stash-functions/testing/vitest'],
    reporters: ['default', ['@stash-functions/testing/coverage', { threshold: 100 }]],
  },
});
