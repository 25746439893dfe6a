import { fileURLToPath } from 'node:url';
import { generateKubernetesTypes } from './kubernetes/generate-types.ts';
import { printDescriptions } from './resource/print-descriptions.ts';
import { readDocstrings } from './resource/read-docstrings.ts';

/** Makes the content of every generated file, not yet formatted, by its path from the root of the repository. */
export async function generateFiles(): Promise<ReadonlyMap<string, string>> {
  const descriptions = printDescriptions(readDocstrings(resources));
  return new Map([
    ...(await generateKubernetesTypes()),
    ['packages/core/src/descriptions/resource-descriptions.ts', descriptions],
  ]);
}

const resources = fileURLToPath(new URL('../src/resource/', import.meta.url));
