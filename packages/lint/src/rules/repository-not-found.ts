import { didYouMean, findByReference, type Invoker, namespaceOf } from '@stash-functions/core/decode';
import type { LintContext } from '../context.ts';
import type { Finding, RuleFor } from '../rule.ts';
import { type InvokerKind, invokerKinds } from '../subject/kinds.ts';

/** Repositories that an invoker names but that are not there. */
export const repositoryNotFound: RuleFor<'repository-not-found', InvokerKind> = {
  code: 'repository-not-found',
  severity: 'warning',
  kinds: invokerKinds,
  meaning: 'An invoker names a Repository that is not there.',
  explanation: `The Repository is looked for in \`repository.namespace\`, or else in the namespace of the invoker. If no
Repository was loaded at all, nothing is reported, because they stand in other files.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: billing
spec:
  repository: { name: store }
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
---
apiVersion: stash.appscode.com/v1alpha1
kind: Repository
metadata:
  name: store
  namespace: shop
spec:
  backend:
    gcs: { bucket: backups, prefix: shop }
    storageSecretName: gcs-credentials
`,
  cure: 'correct the name, or give the namespace in `repository.namespace`.',
  check: (invoker, context) => {
    const { repository } = invoker.spec ?? {};
    if (repository === undefined) return [];
    const path = ['spec', 'repository', 'name'];
    const [, namespace, name] = /^([^/]+)\/([^/]+)$/.exec(repository.name) ?? [];
    if (namespace !== undefined && name !== undefined) {
      const isOwn = namespace === invoker.metadata.namespace;
      return [
        {
          severity: 'error',
          message: `\`${repository.name}\` is no name of a Repository: a name has no slash`,
          path,
          hint: isOwn ? `write \`name: ${name}\`` : `write \`name: ${name}\` and \`namespace: ${namespace}\``,
          fix: isOwn ? { was: repository.name, text: name } : undefined,
        },
      ];
    }
    return notThere(invoker, repository, context);
  },
};

function notThere(
  invoker: Invoker,
  reference: { readonly name: string; readonly namespace?: string },
  { manifests, isComplete }: LintContext,
): ReadonlyArray<Finding> {
  const all = [...manifests.repositories.values()];
  const from = invoker.metadata.namespace;
  if (all.length === 0 || findByReference(all, reference, from) !== undefined) return [];
  const namespace = namespaceOf(reference, from);
  const elsewhere = all.find(({ metadata }) => metadata.name === reference.name)?.metadata.namespace;
  const ofNamespace = all.filter(
    ({ metadata }) => metadata.namespace === undefined || metadata.namespace === namespace,
  );
  const near = didYouMean(
    reference.name,
    ofNamespace.map(({ metadata }) => metadata.name),
  );
  return [
    {
      severity: isComplete || elsewhere !== undefined || near !== undefined ? undefined : 'note',
      message: `the Repository \`${namespace === undefined ? '' : `${namespace}/`}${reference.name}\` is not there`,
      path: ['spec', 'repository', 'name'],
      hint:
        elsewhere !== undefined
          ? `there is \`${elsewhere}/${reference.name}\`: set \`repository.namespace: ${elsewhere}\`, or move it`
          : near === undefined
            ? 'load the Repository beside the invoker, or correct the name'
            : `did you mean \`${near}\`?`,
      fix: elsewhere === undefined && near !== undefined ? { was: reference.name, text: near } : undefined,
    },
  ];
}
