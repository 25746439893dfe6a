import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { Application, type TypeDocOptions } from 'typedoc';
import type { Page } from './page.ts';

const root = join(import.meta.dirname, '../..');

/** The reference of every entry of every package, one page for each export, as typedoc makes it of the docstrings. */
export async function apiPages(): Promise<ReadonlyArray<Page>> {
  const folder = mkdtempSync(join(tmpdir(), 'stash-functions-api-'));
  try {
    const options: TypeDocOptions & Readonly<Record<string, unknown>> = {
      options: join(root, 'typedoc.json'),
      plugin: [createRequire(import.meta.url).resolve('typedoc-plugin-markdown')],
      out: folder,
      logLevel: 'Warn',
      // `npm test` fails on what these find.
      validation: false,
      disableSources: true,
      hidePageHeader: true,
      hideBreadcrumbs: true,
      entryFileName: 'index',
      parametersFormat: 'table',
      interfacePropertiesFormat: 'table',
      typeDeclarationFormat: 'table',
    };
    const app = await Application.bootstrapWithPlugins(options);
    const project = await app.convert();
    if (project === undefined) throw new Error('typedoc could not read the sources');
    await app.generateOutputs(project);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
    if (files.length === 0) throw new Error('typedoc has written no page');
    return files.map((file) => ({ path: pathOf(file), text: asPage(readFileSync(join(folder, file), 'utf8'), file) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Modules are named after their sources: `core/src/functions/locate.md` is `api/core/functions/locate.md`. */
function pathOf(file: string): string {
  return `api/${file.replaceAll(/\/src(?=\/)/g, '').replaceAll(/-1(?=\.md$|\/)/g, '')}`;
}

function asPage(text: string, file: string): string {
  return text
    .replaceAll(/\]\((?!https?:)([^)#\s]+\.md)(#[^)\s]*)?\)/g, (_, target: string, anchor = '') => {
      const full = posix.join(posix.dirname(file), target);
      return `](/${pathOf(full).replace(/(?:index)?\.md$/, '')}${anchor})`;
    })
    .replace(
      /^# ([\w-]+)\/src(?:\/([\w-]+))?$/m,
      (_, name: string, entry?: string) => `# @stash-functions/${name}${entry === undefined ? '' : `/${entry}`}`,
    )
    .replaceAll(
      /\[([\w-]+)\/src(?:\/([\w-]+))?\]/g,
      (_, name: string, entry?: string) => `[@stash-functions/${name}${entry === undefined ? '' : `/${entry}`}]`,
    );
}
