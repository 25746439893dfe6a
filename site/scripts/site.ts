import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vitepress';
import { allPages } from '../pages/all-pages.ts';
import { apiPages } from '../pages/api-pages.ts';
import { architecturePicture } from '../pages/architecture-page.ts';
import { base } from '../pages/base.ts';
import { buildPlayground } from './build-playground.ts';
import { serveFolder } from './serve-folder.ts';

const folder = join(import.meta.dirname, '..');
const pages = join(folder, '.pages');
const output = join(folder, 'dist');

const [command, ...options] = process.argv.slice(2);
rmSync(pages, { recursive: true, force: true });
// Whoever writes pages need not wait for the reference each time.
const reference = options.includes('--without-api') ? [] : await apiPages();
for (const { path, text } of [...allPages(), ...reference]) write(path, text);
write('public/architecture.svg', architecturePicture());
await build(folder);
await buildPlayground(join(output, 'playground'));
if (command === 'serve') {
  const { url } = await serveFolder(output, base, 4173);
  process.stdout.write(`the site is at ${url}\n`);
}

function write(path: string, text: string): void {
  const file = join(pages, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
