import { readOr } from '../input/read-or.ts';
/** The root of this project's pages. */
export const siteUrl = 'https://stash-functions.github.io/stash-functions/';

/**
 * The address of the page that explains a problem code, with an example and its cure. Reports, editors and logs link to
 * it.
 *
 * @param code - the code of a Problem: `missing-field`
 * @param site - the root of another copy of the pages: `https://docs.example.com/backup/`
 * @returns an absolute URL if `site` is one
 */
export function helpUriOf(code: string, site: string = siteUrl): string {
  return readOr('', () => `${String(site).replace(/\/+$/, '')}/problems/${encodeURIComponent(String(code))}`);
}
