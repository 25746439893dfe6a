/**
 * Runs the packages in a page of Chromium: `npm run test:browser`. It loads every entry for browsers as a whole, and
 * checks every vector of conformance/vectors in the page. It lints the documents of conformance/reviews there, which
 * must give the same problems as in Node. Any Chromium or Chrome will do: that of the variable CHROMIUM, or the first
 * that is found by name.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { browserEntries, bundleByEsbuild } from './bundle.mjs';
import { build, install } from './setup.mjs';

/** Finds the packages as a dependent does. */
const require = createRequire(resolve('packages/cli/package.json'));

const program = "export * from '../../conformance/src/in-page.ts';";

const executablePath = process.env.CHROMIUM ?? findProgram(['chromium', 'chromium-browser', 'google-chrome']);
if (executablePath === undefined) {
  console.log('skipped: there is no Chromium here\n0 passed, 0 failed, 1 skipped');
} else {
  await install();
  await build();
  const failures = await testIn(executablePath);
  process.exitCode = failures === 0 ? 0 : 1;
}

/** Resolves with the number of failed checks, which it prints. */
async function testIn(executablePath) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const total = { passed: 0, failed: 0 };
  const say = (title, misses, count = 1) => {
    total.passed += count - misses.length;
    total.failed += misses.length;
    console.log([`${title} ${count - misses.length}/${count}`, ...misses].join('\n  '));
  };
  try {
    console.log(`Chromium ${browser.version()}`);
    const page = await browser.newPage();
    page.on('pageerror', (error) => say('an error of the page', [error.message]));
    await checkEntries(page, say);
    await checkAnswers(page, say);
  } finally {
    await browser.close();
  }
  console.log(`${total.passed} passed, ${total.failed} failed, 0 skipped`);
  return total.failed;
}

/** Every entry loads, and has the same exports as in Node. */
async function checkEntries(page, say) {
  for (const entry of browserEntries()) {
    await load(page, await bundleByEsbuild(`export * from '${entry}';`));
    const inPage = await page.evaluate(() => Object.keys(globalThis.loaded).sort());
    const exported = Object.keys(await import(require.resolve(entry))).sort();
    say(entry, isDeepStrictEqual(inPage, exported) ? [] : [`exports ${inPage} in the page and ${exported} in Node`]);
  }
}

/** The page gives the answers of the vectors, and the same problems of every document as Node. */
async function checkAnswers(page, say) {
  await load(page, await bundleByEsbuild(program));
  for (const file of readdirSync('conformance/vectors').filter((name) => name.endsWith('.jsonl'))) {
    const lines = readFileSync(`conformance/vectors/${file}`, 'utf8').split('\n').filter(Boolean);
    say(file, await page.evaluate((all) => globalThis.loaded.missesOf(all), lines), lines.length);
  }
  const texts = readdirSync('conformance/reviews')
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(`conformance/reviews/${name}`, 'utf8'));
  const inPage = await page.evaluate((all) => all.map((text) => globalThis.loaded.problemsIn(text)), texts);
  const { problemsIn } = await loadInNode(program);
  const inNode = texts.map((text) => problemsIn(text));
  const differing = texts.flatMap((_, index) =>
    isDeepStrictEqual(inPage[index], asJson(inNode[index])) ? [] : [`document ${index + 1}`],
  );
  say('lint of reviews, beside Node', differing, texts.length);
}

/** Puts the exports of a bundle into the page, as `loaded`. */
async function load(page, bundle) {
  const url = `data:text/javascript;base64,${Buffer.from(bundle).toString('base64')}`;
  await page.evaluate(async (address) => {
    globalThis.loaded = await import(address);
  }, url);
}

/** A module of conformance/, run in Node. */
async function loadInNode(contents) {
  const folder = mkdtempSync('conformance/node_modules/.in-page-');
  try {
    const file = resolve(folder, 'module.mjs');
    writeFileSync(file, await bundleByEsbuild(contents, { platform: 'node', packages: 'external' }));
    return await import(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function asJson(value) {
  return JSON.parse(JSON.stringify(value));
}

function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}
