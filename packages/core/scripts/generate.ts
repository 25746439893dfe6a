import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from './kubernetes/format.ts';
import { generateKubernetesTypes } from './kubernetes/generate-types.ts';

/**
 * Writes the Kubernetes types of core and of the adapter from the packages that are installed:
 * `pnpm --filter @stash-functions/core run generate`.
 */
const root = fileURLToPath(new URL('../../../', import.meta.url));
const files = format(await generateKubernetesTypes());

for (const folder of new Set([...files.keys()].map(dirname))) {
  mkdirSync(join(root, folder), { recursive: true });
  for (const file of readdirSync(join(root, folder))) {
    if (file.endsWith('.ts') && !file.includes('.test')) rmSync(join(root, folder, file));
  }
}
for (const [path, content] of files) writeFileSync(join(root, path), content);
console.log(`${files.size} files`);
