import { join } from 'node:path';
import { buildPlayground } from './build-playground.ts';
import { serveFolder } from './serve-folder.ts';

/** Where the pages of the host of the site begin. */
const base = '/stash-functions/';
const output = join(import.meta.dirname, '../dist');

await buildPlayground(join(output, 'playground'));
if (process.argv[2] === 'serve') {
  const { url } = await serveFolder(output, base, 4173);
  process.stdout.write(`${url}playground/\n`);
}
