/**
 * The site. `build` makes it in site/dist, `serve` makes and serves it, and `test` makes it and tests it in Chromium.
 * The variable CHROMIUM names a Chromium in an unusual place. Without any, these tests are skipped by name. Each
 * command does its own set-up, and needs no package to be built.
 */
import { run } from './run.mjs';
import { install } from './setup.mjs';

const [command = 'serve', ...rest] = process.argv.slice(2);
/** Options of the build; others are for the tests. */
const options = rest.filter((option) => option === '--without-api');
const forTests = rest.filter((option) => !options.includes(option));
const build = ['--tsconfig', 'site/tsconfig.json', 'site/scripts/site.ts', command === 'serve' ? 'serve' : 'build'];

await install();
await run('tsx', [...build, ...options], { stream: true });
if (command === 'test')
  await run('vitest', ['run', '--config', 'site/vitest.config.ts', ...forTests], { stream: true });
