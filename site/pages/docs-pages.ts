import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Page } from './page.ts';
import { asPage } from './site-links.ts';

const root = join(import.meta.dirname, '../..');

/** The pages of docs/ as they stand; problem codes and variables have pages of their own. */
export function docsPages(): ReadonlyArray<Page> {
  return readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !/^(?:errors|variables|api)\b/.test(file))
    .sort()
    .map((file) => {
      const full = join(root, 'docs', file);
      const name = relative(root, full);
      return { path: file, text: asPage(readFileSync(full, 'utf8'), name) };
    });
}
