import { findByReference, usageVerdict } from '@stash-functions/core/decode';
import type { RuleFor } from '../rule.ts';
import { type InvokerKind, invokerKinds } from '../subject/kinds.ts';

/** Repositories of another namespace with a usage policy that does not allow the invoker. */
export const repositoryNotAllowed: RuleFor<'repository-not-allowed', InvokerKind> = {
  code: 'repository-not-allowed',
  severity: 'error',
  kinds: invokerKinds,
  meaning: 'An invoker names a Repository of another namespace that does not allow it.',
  explanation: `A Repository is for its own namespace, unless its \`usagePolicy\` allows others. If the policy has a
selector, the problem is a note, because the labels of namespaces are not known here.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: billing
spec:
  repository: { name: store, namespace: shop }
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
---
apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: store
  namespace: shop
spec:
  usagePolicy: { allowedNamespaces: { from: Same } }
  backend:
    gcs: { bucket: backups, prefix: shop }
    storageSecretName: gcs-credentials
`,
  cure: 'allow the namespace with `spec.usagePolicy.allowedNamespaces` of the Repository, or use a Repository of its own.',
  check: (invoker, { manifests }) => {
    const { repository: reference } = invoker.spec ?? {};
    const own = invoker.metadata.namespace;
    const repository = findByReference(manifests.repositories.values(), reference, own);
    const namespace = repository?.metadata.namespace;
    if (repository === undefined || own === undefined || namespace === undefined || namespace === own) return [];
    const verdict = usageVerdict(repository, own, undefined);
    if (verdict.allowed === true) return [];
    const isOpen = verdict.allowed === undefined;
    return [
      {
        severity: isOpen ? 'note' : undefined,
        message: isOpen
          ? `labels of the namespace \`${own}\` decide whether it may use the Repository \`${namespace}/${repository.metadata.name}\``
          : `the Repository \`${namespace}/${repository.metadata.name}\` cannot be used from \`${own}\`: ${verdict.reason}`,
        path: ['spec', 'repository', 'namespace'],
        hint: 'let the namespace in with `spec.usagePolicy.allowedNamespaces` of the Repository',
      },
    ];
  },
};
