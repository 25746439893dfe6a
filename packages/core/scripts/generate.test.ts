import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { format } from './kubernetes/format.ts';
import { generateKubernetesTypes } from './kubernetes/generate-types.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

it('finds the generated files as the generator writes them', async () => {
  const generated = format(await generateKubernetesTypes());
  const committed = new Map(
    [...new Set([...generated.keys()].map(dirname))]
      .flatMap((folder) => readdirSync(join(root, folder)).map((file) => join(folder, file)))
      .filter((path) => path.endsWith('.ts') && !path.includes('.test'))
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
  expect([...committed.keys()].sort()).toEqual([...generated.keys()].sort());
  for (const [path, content] of generated) expect(committed.get(path), path).toBe(content);
});
