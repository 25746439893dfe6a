import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

describe('the entry @stash-functions/core/decode', () => {
  it('does not load yaml, which takes longer than everything else', () => {
    expect([...packagesBehind('../decode.ts')]).not.toContain('yaml');
    expect([...packagesBehind('../decode.ts')]).toContain('io-ts');
  });

  it('is a part of the whole, which does', () => {
    expect([...packagesBehind('../index.ts')]).toContain('yaml');
  });
});

/** The packages that a module and its imports load at run time. A declaration of types alone loads nothing. */
function packagesBehind(entry: string): ReadonlySet<string> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const statement of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s[^;]*?from '([^']+)';/gms)) {
      const [text, specifier = ''] = statement;
      if (/^(?:import|export) type\b/.test(text)) continue;
      if (specifier.startsWith('.')) visit(resolve(dirname(file), specifier));
      else packages.add(specifier.split('/')[0] ?? '');
    }
  };
  visit(fileURLToPath(new URL(entry, import.meta.url)));
  return packages;
}
