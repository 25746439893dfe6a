import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** The modules of other packages, above all fp-ts' lists, cost a cold process more time than all code of our own. */
it('loads only the few modules that decoding needs, and no YAML library', () => {
  expect(packagesLoadedBy(fileURLToPath(new URL('decode.ts', import.meta.url)))).toEqual([
    'fp-ts/lib/Either.js',
    'fp-ts/lib/function.js',
    'get-east-asian-width',
    'io-ts',
    'leven',
    'picocolors',
  ]);
});

/** The modules of other packages that a source file and the files that it imports load at run time. */
function packagesLoadedBy(entry: string): ReadonlyArray<string> {
  const packages = new Set<string>();
  const files = new Set([entry]);
  for (const file of files) {
    for (const specifier of importsOf(readFileSync(file, 'utf8'))) {
      if (specifier.startsWith('.')) files.add(resolve(dirname(file), specifier));
      else packages.add(specifier);
    }
  }
  return [...packages].sort();
}

/** The modules that a file still imports or exports from when its types are gone. */
function importsOf(source: string): ReadonlyArray<string> {
  const statements = source.matchAll(/^(?:import|export) (?!type )(?:([^;'"]*?) from )?'([^']+)';$/gm);
  return [...statements]
    .filter(([, names = '']) => !/^\{(?:\s*type [^,}]+,?)*\s*\}$/.test(names))
    .map(([, , specifier = '']) => specifier);
}
