import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

export default defineConfig([
  ...library({
    index: 'src/index.ts',
    vitest: 'src/vitest.ts',
    jest: 'src/jest.ts',
    coverage: 'src/coverage.ts',
    cluster: 'src/cluster.ts',
  }),
]);
