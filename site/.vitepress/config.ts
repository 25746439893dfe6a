import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type UserConfig } from 'vitepress';
import { base } from '../pages/base.ts';
import { sidebarOf } from '../pages/sidebar.ts';

const folder = join(import.meta.dirname, '../.pages');
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md'))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));

/** How the pages in `.pages` become the site: `npm run site` writes them there first. */
const config: UserConfig = defineConfig({
  title: 'stash-functions',
  description: 'The Function–Task model of backup and restore on Kubernetes, in TypeScript',
  base,
  srcDir: '.pages',
  outDir: 'dist',
  cleanUrls: true,
  // The names of all files stand in one file, and not in every page.
  metaChunk: true,
  lastUpdated: false,
  // The playground is no page of VitePress; the test of the links looks at it too.
  ignoreDeadLinks: [/\/playground\//],
  // The first page has no other landmark.
  transformHtml: (html) => html.replace('class="VPHome"', 'class="VPHome" role="main"'),
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    // Vue would take `{{` in code for an expression of its own.
    config: (markdown) => {
      const { code_inline: inline } = markdown.renderer.rules;
      markdown.renderer.rules.code_inline = (...input) => (inline?.(...input) ?? '').replace('<code', '<code v-pre');
    },
  },
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/guides/command-line', activeMatch: '^/(?:guides|recipes)/' },
      { text: 'Kinds', link: '/kinds/' },
      { text: 'Variables', link: '/variables/' },
      { text: 'Operators', link: '/operators/' },
      { text: 'Problems', link: '/problems/' },
      { text: 'API', link: '/api/' },
      { text: 'Playground', link: '/playground/', target: '_self' },
    ],
    sidebar: sidebarOf(pages),
    outline: [2, 3],
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: 'https://github.com/stash-functions/stash-functions' }],
    footer: { message: 'Apache-2.0. Not affiliated with AppsCode.' },
  },
});

export default config;
