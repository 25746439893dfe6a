import { posix } from 'node:path';
import { siteUrl } from '@stash-functions/core';
import { base } from './base.ts';
import { outsideOfCode } from './markdown-text.ts';
import { playgroundLink, tryAttributes, tryThis } from './playground-link.ts';

/** Where files are shown that are no pages of the site. */
const sources = 'https://github.com/stash-functions/stash-functions';

/**
 * The text of a file of the repository as a page of the site: links to other files lead to their pages, or to the
 * sources where they have none. A manifest of this project's kinds gets a link to the playground below it.
 *
 * @param file - from the root of the repository: `docs/guides/plans.md`
 */
export function asPage(text: string, file: string): string {
  const linked = outsideOfCode(text, (prose) =>
    prose.replaceAll(/\]\(([^)\s]+)\)/g, (_, target: string) => `](${linkOf(target, file)}`.concat(endOf(target))),
  );
  return withTries(withHeads(linked));
}

/** Where a link of a file leads on the site. */
function linkOf(target: string, file: string): string {
  if (isPlayground(target)) return `${base}${target.slice(siteUrl.length)}`;
  if (target.startsWith(siteUrl)) return `/${target.slice(siteUrl.length)}`;
  if (/^[a-z]+:/.test(target)) return target;
  const [path = '', hash] = target.split('#');
  const full = path === '' ? file : posix.join(posix.dirname(file), path);
  const anchor = hash === undefined ? '' : `#${hash}`;
  if (full === 'docs/errors.md') return `/problems/${anchor}`;
  const [, area] = /^docs\/errors\/(.+)\.md$/.exec(full) ?? [];
  if (area !== undefined) return isCode(hash) ? `/problems/${hash}` : `/problems/#${area}`;
  if (full === 'docs/variables.md') return `/variables/${anchor}`;
  if (full === 'README.md') return '/';
  const [, page] = /^docs\/(.+)\.md$/.exec(full) ?? [];
  if (page !== undefined) return path === '' ? anchor : `/${page}${anchor}`;
  return `${sources}/${/\.\w+$/.test(full) ? 'blob' : 'tree'}/main/${full}${anchor}`;
}

function endOf(target: string): string {
  return isPlayground(target) ? `)${tryAttributes}` : ')';
}

function isPlayground(target: string): boolean {
  return target.startsWith(`${siteUrl}playground/`);
}

/** Headings of the error pages that are no codes: one word each, `fields`, `resources`, `text`. */
function isCode(hash: string | undefined): hash is string {
  return hash?.includes('-') === true;
}

/** A column without a name has nothing that a screen reader could say. */
function withHeads(text: string): string {
  return text.replaceAll(/^\|(.*)\|(?=\n\|[-| :]+\|$)/gm, (head) => head.replaceAll(/\| (?=\|)/g, '| Notes '));
}

function withTries(text: string): string {
  return text.replaceAll(/^```ya?ml[^\n]*\n([\s\S]*?)^```$/gm, (block, manifest: string) =>
    /^apiVersion: (?:stash|appcatalog)\.appscode\.com\//m.test(manifest)
      ? `${block}\n\n${tryThis(playgroundLink([{ name: 'manifest.yaml', text: manifest }]))}`
      : block,
  );
}
