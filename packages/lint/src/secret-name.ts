/**
 * Whether a name is that of a secret value: `password`, `dbToken`, `AWS_SECRET_ACCESS_KEY`. Names of where a secret is
 * kept are not: `secretName`, `passwordFile`, `tokenVolume`.
 */
export function looksSecret(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const last = words.at(-1);
  if (last === undefined || places.has(last)) return false;
  return words.some((word) => secretWords.has(word)) || keyWords.has(words.slice(-2).join('_'));
}

/** An argument that gives a secret on the command line: `--password=x`, `--token x`. */
export const secretFlag: RegExp =
  /--?(?:[\w-]{0,60}[-_])?(?:password|passwd|token|secret-key|api-key)[= ]([^\s'"$-][^\s'"]*)/i;

const secretWords: ReadonlySet<string> = new Set([
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'token',
  'secret',
  'credential',
  'credentials',
]);
const keyWords: ReadonlySet<string> = new Set([
  'api_key',
  'access_key',
  'private_key',
  'account_key',
  'encryption_key',
]);
/** Last words of names of places. */
const places: ReadonlySet<string> = new Set([
  'name',
  'names',
  'namespace',
  'file',
  'path',
  'dir',
  'directory',
  'volume',
  'mount',
  'ref',
  'url',
  'id',
  'type',
  'kind',
  'env',
  'expiry',
  'ttl',
  'enabled',
  'required',
  'policy',
  'length',
  'class',
]);
