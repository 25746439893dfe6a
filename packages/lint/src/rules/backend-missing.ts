import { backendNames } from '@stash-functions/core/decode';
import type { RuleFor } from '../rule.ts';
import { backendOf } from '../subject/backends.ts';
import { type BackendKind, backendKinds } from '../subject/kinds.ts';
import { quoted } from '../subject/words.ts';

/** Repositories that do not name a place for data. */
export const backendMissing: RuleFor<'backend-missing', BackendKind> = {
  code: 'backend-missing',
  severity: 'error',
  kinds: backendKinds,
  meaning: 'A Repository or blueprint does not name a place for data.',
  explanation: `It has no \`spec.backend\`, or one without any kind of backend.`,
  example: `apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: store
  namespace: demo
spec:
  backend:
    storageSecretName: store-credentials
`,
  cure: 'give it one of the kinds of backend.',
  check: (resource) => {
    const placed = backendOf(resource);
    if (placed !== undefined && placed.found.length > 0) return [];
    return [
      {
        message: `the ${resource.kind} \`${resource.metadata.name}\` has no backend`,
        path: ['spec', 'backend'],
        at: 'key',
        hint: `give it one of ${backendNames.map(quoted).join(', ')}`,
      },
    ];
  },
};
