/** Where the pages of this project are. */
export const siteUrl = 'https://stash-functions.github.io/stash-functions/';

/**
 * The page that explains a problem code, with an example and its cure. Reports, editors and logs lead there.
 *
 * @param code - the code of a Problem: `missing-field`
 * @param site - the root of the pages, for whoever keeps a copy of them: `https://docs.example.com/backup/`
 * @returns an absolute URL where `site` is one
 */
export function helpUriOf(code: string, site: string = siteUrl): string {
  return `${String(site).replace(/\/+$/, '')}/problems/${encodeURIComponent(String(code))}`;
}
