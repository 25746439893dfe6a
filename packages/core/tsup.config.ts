import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

export default defineConfig([
  ...library({
    index: 'src/index.ts',
    decode: 'src/decode.ts',
    descriptions: 'src/descriptions.ts',
    files: 'src/files.ts',
    schema: 'src/schema.ts',
  }),
]);
