import type { RuleFor } from '../rule.ts';
import { backendOf } from '../subject/backends.ts';
import { type BackendKind, backendKinds } from '../subject/kinds.ts';

/** A `wipeOut` for a backend whose data the operator cannot delete. */
export const wipeOutUnsupported: RuleFor<'wipe-out-unsupported', BackendKind> = {
  code: 'wipe-out-unsupported',
  severity: 'error',
  kinds: backendKinds,
  meaning: '`wipeOut` is set for a backend whose data the operator cannot delete.',
  explanation: `The operator does not mount a local backend, so it cannot delete what is stored there, and refuses the Repository.`,
  example: `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: store
  namespace: demo
spec:
  wipeOut: true
  backend:
    local: { mountPath: /safe, persistentVolumeClaim: { claimName: backups } }
    storageSecretName: store-credentials
`,
  cure: 'remove `wipeOut`, and delete the data by hand.',
  check: (resource) => {
    const used = backendOf(resource)?.found[0];
    if (resource.spec?.wipeOut !== true || used === undefined || used.canWipeOut) return [];
    return [
      {
        message: `the operator cannot delete the data of a \`${used.name}\` backend`,
        path: ['spec', 'wipeOut'],
        hint: 'remove `wipeOut`, and delete the data by hand',
      },
    ];
  },
};
