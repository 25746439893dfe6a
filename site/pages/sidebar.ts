import type { DefaultTheme } from 'vitepress';
import type { Page } from './page.ts';

/** The pages beside a page, by the folder that it is in: from the pages themselves. */
export function sidebarOf(pages: ReadonlyArray<Page>): DefaultTheme.SidebarMulti {
  const guide = [
    { text: 'Begin', items: itemsBelow(pages, 'recipes/') },
    { text: 'Guides', items: itemsBelow(pages, 'guides/') },
    {
      text: 'Background',
      items: pages.filter(({ path }) => !path.includes('/') && path !== 'index.md').map(itemOf),
    },
  ];
  return {
    '/': guide,
    '/kinds/': [{ text: 'Kinds', link: '/kinds/', items: itemsBelow(pages, 'kinds/') }],
    '/operators/': templates(pages),
    '/variables/': templates(pages),
    '/problems/': [{ text: 'Problem codes', link: '/problems/', items: areasOf(pages) }],
    '/api/': apiSidebar(pages),
  };
}

function templates(pages: ReadonlyArray<Page>): Array<DefaultTheme.SidebarItem> {
  return [
    { text: 'Operators', link: '/operators/', items: itemsBelow(pages, 'operators/') },
    { text: 'Built-in variables', link: '/variables/', items: itemsBelow(pages, 'variables/') },
  ];
}

/** The headings of the list of codes: two hundred codes beside each of them would be a list that nobody reads. */
function areasOf(pages: ReadonlyArray<Page>): Array<DefaultTheme.SidebarItem> {
  const list = pages.find(({ path }) => path === 'problems/index.md')?.text ?? '';
  return [...list.matchAll(/^## (.+)$/gm)].map(([, text = '']) => ({ text, link: `/problems/#${text}` }));
}

function itemsBelow(pages: ReadonlyArray<Page>, folder: string): Array<DefaultTheme.SidebarItem> {
  const list = pages.find(({ path }) => path === `${folder}index.md`)?.text ?? '';
  const placeOf = ({ path }: Page): number => {
    const name = path.slice(folder.length, -'.md'.length);
    const [listed, first] = [list.indexOf(`/${folder}${name})`), firstPages.indexOf(name)];
    return listed >= 0 ? listed : first >= 0 ? first : firstPages.length;
  };
  return pages
    .filter(({ path }) => path.startsWith(folder) && !path.endsWith('/index.md'))
    .sort((a, b) => placeOf(a) - placeOf(b))
    .map(itemOf);
}

/** Pages of folders without a list of their own, in the order in which a newcomer reads them. */
const firstPages = [
  'function-author',
  'script-author',
  'operator-author',
  'command-line',
  'manifests',
  'templates',
  'explain-and-lint',
  'plans',
  'unit-testing',
  'editors',
  'cluster',
  'status',
];

function itemOf({ path, text }: Page): DefaultTheme.SidebarItem {
  const title = /^# (.+)$/m.exec(text)?.[1] ?? path;
  return { text: title.replaceAll('`', ''), link: `/${path.replace(/\.md$/, '')}` };
}

/** A package and what it exports, by sort. Only entries are shown: the exports are a click away and in the search. */
function apiSidebar(pages: ReadonlyArray<Page>): Array<DefaultTheme.SidebarItem> {
  const entries = pages
    .filter(({ path }) => /^api\/.+\/index\.md$/.test(path))
    .map((page) => ({ ...itemOf(page), link: `/${page.path.replace(/index\.md$/, '')}` }));
  return [{ text: 'API', link: '/api/', items: entries.sort((a, b) => (a.text ?? '').localeCompare(b.text ?? '')) }];
}
