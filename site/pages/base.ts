/** The path of the site on its host, with a slash at both ends. */
export const base = '/stash-functions/';
