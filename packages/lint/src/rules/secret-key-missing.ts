import {
  type AppBinding,
  backendsOf,
  didYouMean,
  type OtherObject,
  passwordKey,
  purposeOf,
  type Repository,
} from '@stash-functions/core/decode';
import type { LintContext } from '../context.ts';
import { identityOf } from '../found.ts';
import type { Finding, RuleFor } from '../rule.ts';
import { listed, quoted } from '../subject/words.ts';

/** Keys that a Secret of the manifests lacks. */
export const secretKeyMissing: RuleFor<'secret-key-missing', 'Repository' | 'AppBinding'> = {
  code: 'secret-key-missing',
  severity: 'warning',
  kinds: ['Repository', 'AppBinding'],
  meaning: 'A Secret lacks a key that is read from it.',
  explanation: `The rule checks Secrets that are among the manifests. The storage Secret of a Repository needs
\`RESTIC_PASSWORD\` and the credentials of its backend. If the identity of the pod can replace these, only an incomplete
set of them is reported. The Secret of a database's AppBinding needs \`username\` and \`password\`, once its
\`secretTransforms\` are applied.`,
  example: `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: store
  namespace: demo
spec:
  backend:
    s3: { endpoint: s3.amazonaws.com, bucket: backups, prefix: demo }
    storageSecretName: store-credentials
---
apiVersion: v1
kind: Secret
metadata:
  name: store-credentials
  namespace: demo
stringData:
  RESTIC_PASSWORD: example
  AWS_ACCESS_KEY_ID: example
  AWS_SECRET_ACCES_KEY: example
`,
  cure: 'add the key to the Secret, or correct its name.',
  ofOthers: true,
  check: (resource, context) =>
    resource.kind === 'Repository' ? ofRepository(resource, context) : ofAppBinding(resource, context),
};

function ofRepository(repository: Repository, context: LintContext): ReadonlyArray<Finding> {
  const { backend } = repository.spec ?? {};
  const secret = secretOf(backend?.storageSecretName, repository.metadata.namespace, context);
  if (secret === undefined) return [];
  const [used] = backendsOf(backend);
  const keys = keysOf(secret);
  return [
    ...lacking([passwordKey], keys, secret),
    ...(used === undefined ? [] : ofCredentials(used.credentials, keys, secret)),
  ];
}

function ofCredentials(
  { oneOf, orPodIdentity }: { readonly oneOf: ReadonlyArray<ReadonlyArray<string>>; readonly orPodIdentity: boolean },
  keys: ReadonlySet<string>,
  secret: OtherObject,
): ReadonlyArray<Finding> {
  if (oneOf.length === 0 || oneOf.some((set) => set.every((key) => keys.has(key)))) return [];
  const counted = oneOf.map((set) => ({ set, there: set.filter((key) => keys.has(key) || nearIn(key, keys)).length }));
  const [best] = counted.sort((a, b) => b.there - a.there);
  if (best === undefined || (best.there === 0 && orPodIdentity)) return [];
  return lacking(best.set, keys, secret);
}

/** The keys for databases whose catalog reads a user and a password. */
function ofAppBinding({ metadata, spec }: AppBinding, context: LintContext): ReadonlyArray<Finding> {
  const { database } = purposeOf(spec?.type ?? '');
  const reference = spec?.secret;
  if (database === undefined || !withPassword.has(database) || (reference?.kind ?? 'Secret') !== 'Secret') return [];
  const secret = secretOf(reference?.name, reference?.namespace ?? metadata.namespace, context);
  if (secret === undefined) return [];
  const keys = new Set(keysOf(secret));
  for (const transform of spec?.secretTransforms ?? []) {
    const { renameKey, addKey, removeKey, addKeysFrom } = transform;
    // The keys of another Secret are not known here.
    if (addKeysFrom !== undefined) return [];
    if (renameKey !== undefined && keys.delete(renameKey.from)) keys.add(renameKey.to);
    if (addKey !== undefined) keys.add(addKey.key);
    if (removeKey !== undefined) keys.delete(removeKey.key);
  }
  return lacking(['username', 'password'], keys, secret);
}

const withPassword: ReadonlySet<string> = new Set(['postgres', 'mysql', 'mariadb', 'percona-xtradb', 'mongodb']);

function lacking(
  needed: ReadonlyArray<string>,
  keys: ReadonlySet<string>,
  secret: OtherObject,
): ReadonlyArray<Finding> {
  const name = identityOf(secret).metadata?.name ?? '';
  // A key that is there was meant for at most one of them.
  const left = new Set([...keys].filter((each) => !needed.includes(each)));
  return needed.flatMap((key): ReadonlyArray<Finding> => {
    if (keys.has(key)) return [];
    const near = didYouMean(key, left);
    if (near !== undefined) left.delete(near);
    const field = 'stringData' in secret ? 'stringData' : 'data';
    return [
      {
        resource: secret,
        message: `the Secret \`${name}\` has no key \`${key}\``,
        path: near === undefined ? [field] : [fieldOf(secret, near), near],
        at: 'key',
        hint:
          near === undefined
            ? `it has ${listed([...keys].map(quoted))}`
            : `\`${near}\` is there: did you mean \`${key}\`?`,
        fix: near === undefined ? undefined : { was: near, text: key },
      },
    ];
  });
}

function nearIn(key: string, keys: ReadonlySet<string>): boolean {
  return didYouMean(key, keys) !== undefined;
}

function secretOf(
  name: string | undefined,
  namespace: string | undefined,
  { manifests }: LintContext,
): OtherObject | undefined {
  if (name === undefined || name === '') return undefined;
  const secret = manifests.others.find((object) => {
    const { kind, metadata } = identityOf(object);
    const isHere = namespace === undefined || metadata?.namespace === undefined || metadata.namespace === namespace;
    return kind === 'Secret' && metadata?.name === name && isHere;
  });
  // People often write down a Secret without its secret parts.
  return secret === undefined || keysOf(secret).size === 0 ? undefined : secret;
}

function keysOf({ data, stringData }: OtherObject): ReadonlySet<string> {
  return new Set(
    [data, stringData].flatMap((map) => (typeof map === 'object' && map !== null ? Object.keys(map) : [])),
  );
}

function fieldOf({ stringData }: OtherObject, key: string): 'data' | 'stringData' {
  return typeof stringData === 'object' && stringData !== null && Object.hasOwn(stringData, key)
    ? 'stringData'
    : 'data';
}
