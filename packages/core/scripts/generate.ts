import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateFiles } from './generate-files.ts';
import { format } from './kubernetes/format.ts';
import { isGenerated } from './kubernetes/print-file.ts';

/**
 * Writes the Kubernetes types of core and of the adapter from the packages that are installed, and the descriptions of
 * the Stash kinds from their docstrings: `pnpm --filter @stash-functions/core run generate`.
 */
const root = fileURLToPath(new URL('../../../', import.meta.url));
const files = format(await generateFiles());

for (const folder of new Set([...files.keys()].map(dirname))) {
  mkdirSync(join(root, folder), { recursive: true });
  for (const file of readdirSync(join(root, folder))) {
    const path = join(root, folder, file);
    if (file.endsWith('.ts') && isGenerated(readFileSync(path, 'utf8'))) rmSync(path);
  }
}
for (const [path, content] of files) writeFileSync(join(root, path), content);
console.log(`${files.size} files`);
