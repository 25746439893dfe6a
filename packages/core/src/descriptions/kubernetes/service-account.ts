import type { TypeDescriptions } from '../type-description.ts';
import { onPage } from './on-page.ts';

/** Identities of pods. */
export const serviceAccount: TypeDescriptions = onPage('core/service-account-v1', {
  ServiceAccount: {
    text: 'The identity of pods towards the API server.',
    fields: {
      apiVersion: 'Always `v1`.',
      automountServiceAccountToken:
        'False to mount no token in pods of this account, unless they ask for it. Default true.',
      imagePullSecrets: 'Secrets that pods of this account pull images with, where they name none.',
      kind: 'Always `ServiceAccount`.',
      metadata: 'Name, namespace, labels and annotations of the ServiceAccount.',
      secrets: 'Secrets that pods may mount, where an old annotation enforces it; no longer needed for tokens.',
    },
  },
});
