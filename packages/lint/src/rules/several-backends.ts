import type { RuleFor } from '../rule.ts';
import { backendOf } from '../subject/backends.ts';
import { type BackendKind, backendKinds } from '../subject/kinds.ts';

/** Repositories with more than one backend, of which only one counts. */
export const severalBackends: RuleFor<'several-backends', BackendKind> = {
  code: 'several-backends',
  severity: 'warning',
  kinds: backendKinds,
  meaning: 'A Repository or blueprint has more than one kind of backend.',
  explanation: `Data goes to one of them only: the first in the order \`local\`, \`s3\`, \`gcs\`, \`azure\`, \`swift\`, \`b2\`, \`rest\`.`,
  example: `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: store
  namespace: demo
spec:
  backend:
    gcs: { bucket: backups }
    s3: { endpoint: s3.amazonaws.com, bucket: backups }
    storageSecretName: store-credentials
`,
  cure: 'keep one, and make a Repository for each of the others.',
  check: (resource) => {
    const placed = backendOf(resource);
    if (placed === undefined) return [];
    const [used, ...others] = placed.found;
    return others.map(({ name }) => ({
      message: `the backend \`${name}\` is never used: \`${used?.name}\` is there too, and wins`,
      path: [...placed.path, name],
      at: 'key',
      hint: 'keep one, and make a Repository for each of the others',
    }));
  },
};
