import { mountedKinds } from '@stash-functions/core/decode';
import type { Finding, RuleFor } from '../rule.ts';
import { type InvokerKind, invokerKinds } from '../subject/kinds.ts';

/** Targets in another namespace, which a pod would have to mount. */
export const targetNamespace: RuleFor<'target-namespace', InvokerKind> = {
  code: 'target-namespace',
  severity: 'error',
  kinds: invokerKinds,
  meaning: 'A volume or workload in another namespace is a target.',
  explanation: `A pod mounts only claims of its own namespace, and the Job runs in that of the invoker. An AppBinding
may stand in another namespace, since it is reached over the network. A Task of \`kubedump\` only asks the API server.`,
  example: `apiVersion: stash.appscode.com/v1beta1
kind: BackupConfiguration
metadata:
  name: nightly
  namespace: demo
spec:
  target:
    ref: { apiVersion: v1, kind: PersistentVolumeClaim, name: files, namespace: shop }
  retentionPolicy: { name: keep-5, keepLast: 5, prune: true }
`,
  cure: 'move the invoker to the namespace of its target.',
  check: (invoker, context) =>
    context.targetsOf(invoker).flatMap(({ spec, path, effective }): ReadonlyArray<Finding> => {
      const { kind = '', namespace = '', name = '' } = spec.target?.ref ?? {};
      const own = invoker.metadata.namespace;
      // A dump of manifests only asks the API server, and mounts nothing.
      if (effective?.name?.startsWith('kubedump') === true) return [];
      if (namespace === '' || own === undefined || namespace === own || !mountedKinds.has(kind)) return [];
      return [
        {
          message: `the ${kind} \`${namespace}/${name}\` is in another namespace than the ${invoker.kind}, so no pod of it can mount it`,
          path: [...path, 'target', 'ref', 'namespace'],
          hint: `move the ${invoker.kind} to the namespace \`${namespace}\``,
        },
      ];
    }),
};
