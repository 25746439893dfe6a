import type { RuleFor } from '../rule.ts';
import { backendOf } from '../subject/backends.ts';
import { type BackendKind, backendKinds } from '../subject/kinds.ts';

/** Backends without the Secret that holds the password of the data. */
export const storageSecretMissing: RuleFor<'storage-secret-missing', BackendKind> = {
  code: 'storage-secret-missing',
  severity: 'error',
  kinds: backendKinds,
  meaning: 'A backend names no Secret.',
  explanation: `The Secret holds the credentials of the backend, and \`RESTIC_PASSWORD\`, with which all data is
encrypted. Without it no backup can be made, whatever the backend.`,
  example: `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: store
  namespace: demo
spec:
  backend:
    s3: { endpoint: s3.amazonaws.com, bucket: backups, prefix: demo }
`,
  cure: 'name the Secret in `storageSecretName`.',
  check: (resource) => {
    const placed = backendOf(resource);
    if (placed === undefined || placed.found.length === 0 || (placed.backend.storageSecretName ?? '') !== '') return [];
    return [
      {
        message: `the backend names no Secret: \`storageSecretName\` is ${placed.backend.storageSecretName === undefined ? 'missing' : 'empty'}`,
        path: placed.path,
        at: 'key',
        hint: 'name the Secret that holds `RESTIC_PASSWORD` and the credentials of the backend',
      },
    ];
  },
};
