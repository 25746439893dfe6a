import { readOr } from '../input/read-or.ts';
/**
 * True for the name of a secret value: `password`, `dbToken`, `PGPASSWORD`, `AWS_SECRET_ACCESS_KEY`. False for the name
 * of a place that holds a secret: `secretName`, `passwordFile`, `tokenVolume`. False also for a word that only ends
 * alike: `COMPASS`, `AUTHOR`, `initialClusterToken`.
 */
export function looksSecret(name: string): boolean {
  return readOr(false, () => {
    if (!secretHint.test(name)) return false;
    const words = wordsOf(name);
    const last = words.at(-1);
    if (last === undefined || places.has(last)) return false;
    const [beforeLast = ''] = words.slice(-2, -1);
    // This is the key of a Secret under which the password stands, not the password.
    if (last === 'key' && /^(?:password|passwd|passphrase|token|username)$/.test(beforeLast)) return false;
    return (
      words.some((word, index) => isSecretWord(word) && !notSecret.has(`${words[index - 1] ?? ''}_${word}`)) ||
      lastWords.has(last) ||
      (words.length > 1 && lastOfSeveral.has(last)) ||
      (last === 'key' && keysOf.has(beforeLast)) ||
      ownKeys.test(last)
    );
  });
}

/** Every name of a secret holds one of these. So one look tells most names from one. */
export const secretHint: RegExp = /secret|credential|pass|token|pwd|pw|auth|pat|key/i;

/** Splits a name: `dbPassword`, `DB_PASSWORD` and `db-password` are `db` and `password`. */
function wordsOf(name: string): ReadonlyArray<string> {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** True for a word of a secret, also with another word in front: `pgpassword`, `vaulttoken`. */
function isSecretWord(word: string): boolean {
  return secretWords.has(word) || /(?:password|passwd|passphrase|token|pwd)$/.test(word) || isSomePass(word);
}

/** True for `dbpass` and `sshpass`, but not for the English words that end so. */
function isSomePass(word: string): boolean {
  return word.length > 4 && word.endsWith('pass') && !/^(?:com|by|tres|sur|over|under|encom|hour|im)pass$/.test(word);
}

const secretWords: ReadonlySet<string> = new Set(['secret', 'credential', 'credentials']);

/** These mean a secret only as the last word: `--pass-through` is none. */
const lastWords: ReadonlySet<string> = new Set(['pass', 'pw']);

/** These mean a secret only behind another word. */
const lastOfSeveral: ReadonlySet<string> = new Set(['auth', 'pat']);

/** Words behind which `key` means a secret. */
const keysOf: ReadonlySet<string> = new Set([
  'account',
  'access',
  'admin',
  'api',
  'application',
  'auth',
  'encryption',
  'json',
  'master',
  'private',
  'secret',
  'service',
  'shared',
  'signing',
  'st',
  'storage',
]);

/** The same words and `key`, written as one word. */
const ownKeys = /^(?:api|access|secret|private|encryption|account|accountaccess)keys?$/;

/**
 * Names in which the word means something else. The token of an etcd cluster is a name, for example, and so is a
 * Secret's; others are bookmarks.
 */
const notSecret: ReadonlySet<string> = new Set([
  'cluster_token',
  'existing_secret',
  'pull_secret',
  'kubeconfig_secret',
  'page_token',
  'next_token',
  'continue_token',
  'continuation_token',
  'sync_token',
  'max_token',
  'stop_token',
]);

/** Last words in the names of places and of settings. */
const places: ReadonlySet<string> = new Set([
  'algorithm',
  'class',
  'cmd',
  'command',
  'duration',
  'expiration',
  'format',
  'helper',
  'interval',
  'lifetime',
  'prefix',
  'prompt',
  'script',
  'size',
  'stdin',
  'timeout',
  'version',
  'dir',
  'directory',
  'enabled',
  'env',
  'expiry',
  'file',
  'files',
  'id',
  'kind',
  'length',
  'method',
  'mount',
  'name',
  'names',
  'namespace',
  'path',
  'policy',
  'provider',
  'ref',
  'required',
  'source',
  'store',
  'ttl',
  'type',
  'url',
  'user',
  'username',
  'volume',
]);
