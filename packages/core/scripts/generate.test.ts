import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { generateFiles } from './generate-files.ts';
import { format } from './kubernetes/format.ts';
import { isGenerated } from './kubernetes/print-file.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

it('finds the generated files as the generator writes them', async () => {
  const generated = format(await generateFiles());
  const committed = new Map(
    [...new Set([...generated.keys()].map(dirname))]
      .flatMap((folder) => readdirSync(join(root, folder)).map((file) => join(folder, file)))
      .filter((path) => path.endsWith('.ts'))
      .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const)
      .filter(([, content]) => isGenerated(content)),
  );
  expect([...committed.keys()].sort()).toEqual([...generated.keys()].sort());
  for (const [path, content] of generated)
    expect(committed.get(path), `${path} is out of date: run the script generate of core`).toBe(content);
});
