/**
 * Whether a name is that of a secret value: `password`, `dbToken`, `PGPASSWORD`, `AWS_SECRET_ACCESS_KEY`. Names of where
 * a secret is kept are not: `secretName`, `passwordFile`, `tokenVolume`. Nor are words that merely end alike: `COMPASS`,
 * `AUTHOR`, `initialClusterToken`.
 */
export function looksSecret(name: string): boolean {
  if (!secretHint.test(name)) return false;
  const words = wordsOf(name);
  const last = words.at(-1);
  if (last === undefined || places.has(last)) return false;
  const [beforeLast = ''] = words.slice(-2, -1);
  // The key of a Secret under which the password stands.
  if (last === 'key' && /^(?:password|passwd|passphrase|token|username)$/.test(beforeLast)) return false;
  return (
    words.some((word, index) => isSecretWord(word) && !notSecret.has(`${words[index - 1] ?? ''}_${word}`)) ||
    lastWords.has(last) ||
    (words.length > 1 && lastOfSeveral.has(last)) ||
    (last === 'key' && keysOf.has(beforeLast)) ||
    ownKeys.test(last)
  );
}

/** One of these stands in every name of a secret: most names are told from one by a single look. */
export const secretHint: RegExp = /secret|credential|pass|token|pwd|pw|auth|pat|key/i;

/** `dbPassword`, `DB_PASSWORD` and `db-password` are `db` and `password`. */
function wordsOf(name: string): ReadonlyArray<string> {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** A word, or two that are written together: `pgpassword`, `vaulttoken`. */
function isSecretWord(word: string): boolean {
  return secretWords.has(word) || /(?:password|passwd|passphrase|token|pwd)$/.test(word) || isSomePass(word);
}

/** `dbpass` and `sshpass`, but none of the English words that end so. */
function isSomePass(word: string): boolean {
  return word.length > 4 && word.endsWith('pass') && !/^(?:com|by|tres|sur|over|under|encom|hour|im)pass$/.test(word);
}

const secretWords: ReadonlySet<string> = new Set(['secret', 'credential', 'credentials']);

/** These are secrets as the last word only: `--pass-through` is none. */
const lastWords: ReadonlySet<string> = new Set(['pass', 'pw']);

/** And these only behind another word. */
const lastOfSeveral: ReadonlySet<string> = new Set(['auth', 'pat']);

/** Whose keys are secret. */
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

/** The same in one word. */
const ownKeys = /^(?:api|access|secret|private|encryption|account|accountaccess)keys?$/;

/** Names in which the word means something else: the token of an etcd cluster is a name, as is a Secret, others are bookmarks. */
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

/** Last words of names of places and of settings. */
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
