import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

export default defineConfig([
  ...library({ index: 'src/index.ts', admission: 'src/admission/index.ts', cluster: 'src/cluster/index.ts' }),
]);
