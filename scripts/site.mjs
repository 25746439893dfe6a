/**
 * The site. `build` makes it in site/dist, `serve` makes and serves it, and `test` makes it and tests it in Chromium.
 * The variable CHROMIUM names a Chromium in an unusual place. Without any, these tests are skipped by name. Each
 * command does its own set-up, and needs no package to be built.
 */
import { run } from './run.mjs';
import { install } from './setup.mjs';

const [command = 'serve', ...rest] = process.argv.slice(2);
await install();
await run(
  'tsx',
  ['--tsconfig', 'site/tsconfig.json', 'site/scripts/site.ts', command === 'serve' ? 'serve' : 'build'],
  {
    stream: true,
  },
);
if (command === 'test') await run('vitest', ['run', '--config', 'site/vitest.config.ts', ...rest], { stream: true });
