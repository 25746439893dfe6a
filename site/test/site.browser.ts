import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { base } from '../pages/base.ts';
import { type ServedFolder, serveFolder } from '../scripts/serve-folder.ts';
import { chromiumPath, startBrowser, violationsOf } from './browser.ts';

const dist = join(import.meta.dirname, '../dist');

describe('the built site', () => {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
  const pages = new Map(files.map((file) => [file, readFileSync(join(dist, file), 'utf8')]));
  const anchors = new Map(
    [...pages].map(([file, html]) => [file, new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id))]),
  );

  it('has no link that leads nowhere', () => {
    const dead = new Set<string>();
    for (const [file, html] of pages) {
      for (const [, href = ''] of html.matchAll(/ href="([^"]+)"/g)) {
        const url = new URL(
          href.replaceAll('&amp;', '&'),
          `http://site${base}${file.replace(/(?:index)?\.html$/, '')}`,
        );
        if (url.host !== 'site') continue;
        const path = decodeURIComponent(url.pathname).slice(base.length);
        const target = [path, `${path}.html`, join(path, 'index.html')].find((each) => pages.has(each));
        const hash = decodeURIComponent(url.hash.slice(1));
        if (target === undefined) {
          if (!existsSync(join(dist, path))) dead.add(`${file}: ${href}`);
        } else if (hash !== '' && !target.startsWith('playground/') && anchors.get(target)?.has(hash) !== true) {
          dead.add(`${file}: ${href}`);
        }
      }
    }
    expect([...dead].slice(0, 50)).toEqual([]);
  });

  it('loads nothing from elsewhere', () => {
    for (const [file, html] of pages) {
      const loaded = [...html.matchAll(/<(?:script|img|iframe|link)[^>]* (?:src|href)="(https?:[^"]+)"/g)];
      expect([file, ...loaded.map(([, url]) => url)]).toEqual([file]);
    }
  });
});

describe.skipIf(chromiumPath === undefined)('the built site, in Chromium', () => {
  let served: ServedFolder;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    served = await serveFolder(dist, base);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
  });
  afterEach(async () => page.close());

  const open = async (path: string, options: BrowserContextOptions = {}): Promise<void> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    page = await context.newPage();
    await page.goto(served.url + path, { waitUntil: 'networkidle' });
  };

  it('can be read without JavaScript', async () => {
    await open('kinds/Function', { javaScriptEnabled: false });
    expect(await page.locator('h1').textContent()).toContain('Function');
    expect(await page.locator('td', { hasText: 'The image of the container.' }).first().isVisible()).toBe(true);
    await page.click('nav a:has-text("Problems") >> nth=0');
    expect(await page.locator('a[href$="/problems/unknown-field"]').first().isVisible()).toBe(true);
  });

  it('finds a problem code without a network', async () => {
    await open('');
    await page.route('**/*', (route) =>
      route.request().url().startsWith(served.url) ? route.continue() : route.abort(),
    );
    await page.keyboard.press('Control+k');
    await page.locator('.VPLocalSearchBox input').fill('shadowed-param');
    await page.locator('.VPLocalSearchBox .result[href*="/problems/shadowed-param"]').first().waitFor();
  });

  it('opens the playground on the page, with the manifest of the page in it', async () => {
    await open('problems/unknown-field');
    await page.locator('a.try').first().click();
    const frame = page.frameLocator('iframe.playground');
    await frame.locator('#problems li.error', { hasText: 'there is no field' }).waitFor();
    expect(await frame.locator('.fix').count()).toBe(1);
  });

  it.each([
    ['', { colorScheme: 'light' }],
    ['', { colorScheme: 'dark' }],
    ['guides/templates', { colorScheme: 'light' }],
    ['guides/templates', { colorScheme: 'dark' }],
    ['kinds/Task', { colorScheme: 'dark' }],
    ['variables/TARGET_NAME', { colorScheme: 'light' }],
    ['operators/default', { colorScheme: 'dark' }],
    ['problems/unknown-field', { colorScheme: 'light' }],
    ['recipes/operator-author', { viewport: { width: 360, height: 740 } }],
  ] satisfies ReadonlyArray<[string, BrowserContextOptions]>)(
    'has nothing that axe objects to: /%s %o',
    async (path, options) => {
      await open(path, options);
      expect(await violationsOf(page)).toEqual([]);
    },
  );
});
